//! What a part of the widget keeps for itself.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// What a part of the widget keeps for itself. Only the part knows of what type it is: to the main module, which has to drop it,
/// it is a table of functions, and their code stays in the part.
#[derive(Default)]
pub(super) struct Held(RefCell<Option<Rc<dyn Any>>>);

impl Held {
    /// What is kept; the default of it where nothing was. Each place keeps one type: of another there is nothing.
    pub(super) fn get<T: Default + 'static>(&self) -> Option<Rc<T>> {
        let held = self.0.borrow_mut().get_or_insert_with(|| Rc::new(T::default())).clone();
        held.downcast().ok()
    }

    /// Forgets it.
    #[inline(never)]
    pub(super) fn clear(&self) {
        self.0.replace(None);
    }
}
