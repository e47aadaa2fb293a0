//! Tuples: arrays of a fixed length.

use super::{Encode, Writer};

macro_rules! tuples {
    ($($($item:ident)+;)*) => {$(
        impl<$($item: Encode),+> Encode for ($($item,)+) {
            #[expect(non_snake_case, reason = "an item is called like its type")]
            fn encode(&self, writer: &mut Writer) {
                let ($($item,)+) = self;
                writer.items(&[$($item),+]);
            }
        }
    )*};
}
tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}

impl Writer {
    fn items(&mut self, items: &[&dyn Encode]) {
        let mut elements = self.open_array();
        for item in items {
            self.element(&mut elements);
            item.encode(self);
        }
        self.close_array(elements);
    }
}
