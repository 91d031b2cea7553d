//! What happens in the page, as far as it can tell of leaving.

/// Something that happened. Places are in CSS pixels of the viewport, its top left corner at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The pointer moved, or touched the screen.
    Move {
        /// From the left.
        x: i32,
        /// From the top.
        y: i32,
        /// With what.
        pointer: Pointer,
        /// What is under it.
        over: Over,
    },
    /// The pointer left the document (`mouseleave` of the root element); where it was then may be outside.
    Leave {
        /// From the left.
        x: i32,
        /// From the top.
        y: i32,
    },
    /// The pointer came back into the document.
    Enter,
    /// A button or a finger went down, or up again, or its events ended because the page began to scroll.
    Press(bool),
    /// The page was scrolled.
    Scroll {
        /// Pixels above the viewport.
        y: i32,
        /// How much of what can be scrolled that is, in percent.
        depth: i32,
    },
    /// The window has another size.
    Resize {
        /// Pixels.
        width: i32,
        /// Pixels.
        height: i32,
    },
    /// A key was pressed.
    Key,
    /// The tab went to the background, or the screen went dark.
    Hidden,
    /// The tab is seen again.
    Visible,
    /// Nothing happened: it is the time that the detector asked to be woken at.
    Tick,
}

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A mouse or a touchpad.
    Mouse,
    /// A finger.
    Touch,
    /// A pen: it hovers like a mouse and is lifted like a finger, so its ways out say nothing.
    Pen,
}

/// What is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Anything else.
    Page,
    /// An input, a select, a list that completes one: what opens from it is outside the document and nobody leaves by going there.
    Field,
}
