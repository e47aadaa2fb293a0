//! Enums of plain values, open and closed.

use super::session::{Type, last_error};
use crate as rt;
use crate::{Json, Map, Number, from_str, to_string};

#[derive(Clone, Debug, PartialEq)]
enum Size {
    N1,
    N2,
    Unrecognized(i64),
}
rt::integer_enum!(Size { N1 = 1, N2 = 2; Unrecognized });

#[derive(Clone, Debug, PartialEq)]
enum Mixed {
    A,
    N1,
    True,
    F,
    Unrecognized(Json),
}
rt::value_enum!(Mixed { A = "\"a\"", N1 = "1", True = "true", F = "1.5"; Unrecognized });

#[test]
fn enums() {
    assert_eq!(
        from_str::<Vec<Size>>("[1,2,3]").unwrap(),
        [Size::N1, Size::N2, Size::Unrecognized(3)]
    );
    assert_eq!(to_string(&vec![Size::N2, Size::Unrecognized(9)]), "[2,9]");
    let text = r#"["a",1,true,1.5,null,"b",2.0]"#;
    let mixed: Vec<Mixed> = from_str(text).unwrap();
    assert_eq!(mixed[..4], Mixed::KNOWN[..]);
    assert_eq!(mixed[4], Mixed::Unrecognized(Json::Null));
    assert_eq!(to_string(&mixed), text);
    let code = last_error::Code::from("consent_declined");
    assert_eq!(
        (code.to_string(), code.as_ref()),
        ("consent_declined".into(), "consent_declined")
    );
    assert_eq!("consent_declined".parse(), Ok(code));
}

#[test]
fn a_number_is_itself_however_it_is_written() {
    assert_eq!(
        from_str::<Vec<Size>>("[1.0,2e0,10e-1]").unwrap(),
        [Size::N1, Size::N2, Size::N1]
    );
    assert_eq!(
        from_str::<Vec<Mixed>>("[1.0,15e-1]").unwrap(),
        [Mixed::N1, Mixed::F]
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Ratio {
    N1,
    Minus2,
    Unrecognized(Number),
}
rt::number_enum!(Ratio { N1 = 1, Minus2 = -2; Unrecognized });

#[test]
fn numbers_that_an_enum_of_integers_does_not_list_are_kept() {
    let text = "[1,-2,2.5,7,9007199254740993,18446744073709551615,1e400]";
    let read: Vec<Ratio> = from_str(text).unwrap();
    assert_eq!(read[..2], Ratio::KNOWN[..]);
    assert_eq!(read[2], Ratio::Unrecognized(2.5.into()));
    assert_eq!(read[3], Ratio::from(7));
    assert_eq!(to_string(&read), text);
    assert_eq!(from_str::<Vec<Ratio>>("[1.0,-2e0]").unwrap(), Ratio::KNOWN);
    assert!(from_str::<Ratio>("\"1\"").is_err());
}

#[test]
fn strings_of_enums_have_an_order() {
    let mut types = [
        Type::from("x"),
        Type::IdNumber,
        Type::from("b"),
        Type::Document,
    ];
    types.sort();
    assert_eq!(
        types.map(|t| t.to_string()),
        ["b", "document", "id_number", "x"]
    );
    assert_eq!(Type::KNOWN, [Type::Document, Type::IdNumber]);
}

#[test]
fn integers_of_enums_have_an_order_and_are_parsed() {
    let mut sizes: Vec<Size> = ["7", "2", "-3", "1"]
        .map(|text| text.parse().unwrap())
        .into();
    sizes.sort();
    assert_eq!(
        sizes,
        [Size::from(-3), Size::N1, Size::N2, Size::Unrecognized(7)]
    );
    assert!("1.5".parse::<Size>().is_err());
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Left,
    Right,
}
rt::string_enum!(Side { Left = "left", Right = "right" });

#[derive(Clone, Copy, Debug, PartialEq)]
enum Grade {
    N1,
    N2,
}
rt::integer_enum!(Grade { N1 = 1, N2 = 2 });

#[derive(Clone, Copy, Debug, PartialEq)]
enum Share {
    None,
    Half,
}
rt::value_enum!(Share { None = "0", Half = "0.5" });

#[test]
fn closed_enums() {
    assert_eq!(
        from_str::<Vec<Side>>(r#"["right","left"]"#).unwrap(),
        [Side::Right, Side::Left]
    );
    assert_eq!("left".parse(), Ok(Side::Left));
    assert_eq!(Grade::try_from(2), Ok(Grade::N2));
    assert_eq!(Grade::KNOWN, [Grade::N1, Grade::N2]);
    assert_eq!(Share::try_from(Json::from(0.5)), Ok(Share::Half));
    assert_eq!(
        to_string(&from_str::<Vec<Share>>("[0.0,0.5]").unwrap()),
        "[0,0.5]"
    );
    let error = from_str::<Map<Vec<Side>>>(r#"{"a": ["left", "t\u006fp"]}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"a[1]: expected one of "left", "right", found another value (line 1, column 16)"#
    );
    let error = from_str::<Vec<Grade>>("[1,3]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "[1]: expected one of 1, 2, found another value (line 1, column 4)"
    );
    let error = from_str::<Vec<Share>>("[1]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "[0]: expected one of 0, 0.5, found another value (line 1, column 2)"
    );
    assert!("up".parse::<Side>().is_err());
    assert!(Grade::try_from(3).is_err());
    assert_eq!("2".parse(), Ok(Grade::N2));
    assert!("3".parse::<Grade>().is_err() && "two".parse::<Grade>().is_err());
}
