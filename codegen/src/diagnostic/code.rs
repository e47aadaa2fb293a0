//! The table of all diagnostic codes.

use std::fmt;

/// Defines [`Code`] from one table, so that a code, its text and its explanation can't drift apart.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)*) => {
        /// The kind of a diagnostic.
        ///
        /// `C00xx` is about files and text, `C01xx` about the document as a whole and its references, `C02xx` about
        /// schemas, `C03xx` about operations, `C04xx` about names, `C05xx` about configuration, `C06xx` about what
        /// is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Code {
            /// Every code, in the order of its text.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it is printed, such as `C0102`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// What the code means and what can be done, as plain sentences.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii()),* }
            }
        }
    };
}

codes! {
    /// The file can't be read: it does not exist, is a folder, or may not be opened.
    UnreadableFile = "C0001",
    /// The file is larger than the limit for documents.
    FileTooLarge = "C0002",
    /// The text is not valid JSON or YAML.
    Syntax = "C0003",
    /// The text is not valid UTF-8.
    NotUtf8 = "C0004",
    /// Values are nested deeper than the limit.
    TooDeep = "C0005",
    /// A key is given twice in one object; the last one counts.
    DuplicateKey = "C0006",
    /// YAML anchors and aliases, written out, would exceed the limit on the document's size.
    AliasBomb = "C0007",
    /// The file holds more than one YAML document; only the first one is read.
    SeveralDocuments = "C0008",
    /// A reference points to a file outside of the folder that files may be read from; `--allow-root DIR` allows another folder.
    OutsideRoot = "C0009",
    /// A reference is a URL. Nothing is downloaded: save a copy of that document, and map the beginning of the URL to its
    /// folder by `--reference URL=DIR` or under `[references]` in castiron.toml.
    RemoteReference = "C0010",
    /// The document exceeds a limit, for instance through schemas that multiply each other. `--limit NAME=N`, or `limits` in
    /// castiron.toml, raises the limit.
    TooMuch = "C0011",
    /// The document does not state its version of OpenAPI, or states an unknown one.
    UnknownVersion = "C0101",
    /// A reference points to something that does not exist. In place of a schema or a body it becomes
    /// an untyped value, in any other place it is left out; with `--strict` or `--repair-references=false` the document is refused.
    DanglingReference = "C0102",
    /// References point to each other and never to a value.
    ReferenceCycle = "C0103",
    /// A reference points to the wrong kind of object.
    WrongReference = "C0104",
    /// Something that the specification requires is missing; it was filled in.
    Missing = "C0105",
    /// A value has the wrong type; it was converted or left out.
    WrongType = "C0106",
    /// A value is not one of those that the specification allows; it was left out or replaced.
    UnknownValue = "C0107",
    /// Keywords beside `$ref` have no effect in this version of OpenAPI.
    RefSiblings = "C0108",
    /// A keyword belongs to another version of OpenAPI; it was understood nevertheless.
    OtherVersion = "C0109",
    /// A keyword is understood but can't be expressed in types; it is only documented.
    NotExpressed = "C0110",
    /// An object has a key that the specification does not define. It has no effect. If it resembles one that has, it is
    /// probably misspelt.
    UnknownKey = "C0111",
    /// Documents that become one crate declare the same thing in different ways.
    SeveralDiffer = "C0112",
    /// A schema can't be understood.
    BadSchema = "C0201",
    /// An enumeration holds a value that its type does not allow.
    EnumType = "C0202",
    /// An array has no `items`; its elements can be any value.
    MissingItems = "C0203",
    /// `required` names a property that the schema does not have.
    UnknownRequired = "C0204",
    /// Schemas combined by `allOf` contradict each other.
    Conflict = "C0205",
    /// Nothing in the document distinguishes the branches of a union.
    AmbiguousUnion = "C0206",
    /// A discriminator does not fit the branches of its union.
    BadDiscriminator = "C0207",
    /// A schema became an untyped value, because no narrower type expresses it.
    Untyped = "C0208",
    /// A parameter is declared twice.
    DuplicateParameter = "C0301",
    /// A path has a variable that no parameter declares.
    UndeclaredPathVariable = "C0302",
    /// A path parameter does not occur in its path.
    UnusedPathParameter = "C0303",
    /// Two operations have the same `operationId`; where their methods would collide, the path tells them apart.
    DuplicateOperation = "C0304",
    /// A response's key is neither a status code nor a range of them nor `default`.
    BadStatusCode = "C0305",
    /// An operation has something that can't be expressed and was left out.
    UnsupportedOperation = "C0306",
    /// A security requirement names a scheme that is not declared.
    UnknownSecurityScheme = "C0307",
    /// A path does not begin with a slash, or is otherwise malformed.
    BadPath = "C0308",
    /// A media type of a body or an answer is left out, or only available as text or bytes.
    MediaType = "C0309",
    /// A body with required properties is not marked as required, and a `POST`, `PUT` or `PATCH` has nothing else to send: it
    /// is treated as required.
    RequiredBody = "C0310",
    /// How the next page of a list is requested, according to names in the document or the settings.
    Paging = "C0311",
    /// The configuration asks for a name that is taken. Names from the document never collide: they get suffixes.
    NameCollision = "C0401",
    /// Methods of the crate that is there would get other names, though the document calls their operations as ever: what is
    /// decided by all of the document has turned over, or another operation wants the same name.
    NamesMoved = "C0402",
    /// The configuration can't be read or has an unknown key.
    BadConfig = "C0501",
    /// A setting matches nothing in the document.
    UnusedConfig = "C0502",
    /// `include` and `exclude` select nothing in the document: name at least one operation or schema that it has.
    NothingSelected = "C0503",
    /// An overlay is invalid, or one of its actions can't be applied to the document.
    BadOverlay = "C0504",
    /// An action of an overlay selects nothing in the document, or does nothing: the document may have changed.
    UnusedAction = "C0505",
    /// A derive from the settings is not possible: a field, or a type in it, does not implement the trait.
    NotDerivable = "C0506",
    /// A file that castiron did not write is in the way; it is left alone.
    ForeignFile = "C0601",
    /// Writing failed; what was there before is unchanged.
    WriteFailed = "C0602",
}

impl Code {
    /// Whether the diagnostic means that a reference can't be resolved, for whatever reason.
    #[must_use]
    pub fn is_unresolved_reference(self) -> bool {
        matches!(
            self,
            Self::UnreadableFile
                | Self::OutsideRoot
                | Self::RemoteReference
                | Self::DanglingReference
                | Self::ReferenceCycle
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
