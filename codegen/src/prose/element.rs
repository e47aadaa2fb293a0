//! What each HTML element becomes in Markdown.

/// The meaning of an element here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Stands by itself, but is nothing more than its contents.
    Division,
    /// As [`Element::Division`], and its end is often left out.
    Paragraph,
    Heading(u8),
    Unordered,
    Ordered,
    Item,
    Quote,
    Preformatted,
    Table,
    Row,
    Cell,
    Rule,
    Break,
    Code,
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Anchor,
    Image,
    /// Part of a line, and nothing more than its contents.
    Span,
    /// Its contents are not for readers.
    Hidden,
    /// Nothing, and it has no contents.
    Void,
}

impl Element {
    /// The element of a name in lower case. Others are placeholders that look like elements.
    pub(super) fn find(name: &str) -> Option<Self> {
        Some(match name {
            "div" | "section" | "article" | "main" | "header" | "footer" | "nav" | "aside"
            | "center" | "figure" | "figcaption" | "address" | "details" | "summary" | "body"
            | "html" | "form" | "fieldset" | "legend" | "dl" | "caption" => Self::Division,
            "p" | "dt" | "dd" | "thead" | "tbody" | "tfoot" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ul" | "menu" | "dir" => Self::Unordered,
            "ol" => Self::Ordered,
            "li" => Self::Item,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" => Self::Preformatted,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "hr" => Self::Rule,
            "br" => Self::Break,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "em" | "i" | "cite" | "dfn" | "var" => Self::Emphasis,
            "strong" | "b" => Self::Strong,
            "del" | "s" | "strike" => Self::Strike,
            "sup" => Self::Superscript,
            "a" => Self::Anchor,
            "img" => Self::Image,
            "span" | "u" | "small" | "sub" | "font" | "mark" | "abbr" | "label" | "big" | "ins"
            | "q" | "bdi" | "bdo" | "time" | "button" | "nobr" | "acronym" => Self::Span,
            "script" | "style" | "template" | "iframe" | "svg" | "video" | "audio" | "object"
            | "head" | "title" => Self::Hidden,
            "wbr" | "col" | "colgroup" | "input" | "meta" | "link" | "base" | "source" => {
                Self::Void
            }
            _ => return None,
        })
    }

    /// Whether the element is one without an end tag too. Of others, a start alone is taken for a placeholder such as
    /// `<time>`; these names are no words.
    pub(super) fn may_stay_open(self, name: &str) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Heading(_)
                | Self::Quote
                | Self::Item
                | Self::Row
                | Self::Cell
                | Self::Rule
                | Self::Break
                | Self::Image
                | Self::Void
        ) || matches!(name, "ul" | "ol" | "div" | "span" | "strong" | "em")
    }
}
