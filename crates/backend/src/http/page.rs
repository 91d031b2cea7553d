//! Lists, page by page: how many, and from where on.

use crate::error::Refusal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// How many items of a list are asked for: `limit` as the query says it, 20 without, 100 at most.
pub fn limit(asked: Option<&str>) -> Result<i64, Refusal> {
    match asked.map(str::parse::<i64>) {
        None => Ok(20),
        Some(Ok(limit @ 1..=100)) => Ok(limit),
        Some(_) => Err(Refusal::invalid("must be from 1 to 100").field("limit")),
    }
}

/// What a list goes on after: a place in the form that [`cut`] gave out. Nothing where the list is asked for from
/// its beginning.
pub fn after(cursor: Option<&str>) -> Result<Option<(i64, String)>, Refusal> {
    let read = |cursor| {
        read_cursor(cursor).ok_or_else(|| Refusal::new(422, "invalid_cursor", "The cursor is not one of ours").field("cursor"))
    };
    cursor.map(read).transpose()
}

/// Cuts a list that was asked for with one item more than `limit`, and tells where the next page goes on, if there is one.
pub fn cut<T>(rows: &mut Vec<T>, limit: i64, place: impl Fn(&T) -> (i64, &str)) -> Option<String> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    rows.last().filter(|_| more).map(|row| write_cursor(place(row)))
}

fn write_cursor((at, id): (i64, &str)) -> String {
    URL_SAFE_NO_PAD.encode(format!("{at}.{id}"))
}

fn read_cursor(cursor: &str) -> Option<(i64, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (at, id) = text.split_once('.')?;
    // A zero byte is no text to PostgreSQL.
    (!id.contains('\0')).then_some(())?;
    Some((at.parse().ok()?, id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_ends_where_the_next_begins() {
        let mut rows = vec![(3, "c".to_owned()), (2, "b".to_owned()), (1, "a".to_owned())];
        let next = cut(&mut rows, 2, |(at, id)| (*at, id));
        assert_eq!(rows.len(), 2);
        assert_eq!(after(next.as_deref()), Ok(Some((2, "b".into()))));
        assert_eq!(cut(&mut rows, 2, |(at, id)| (*at, id)), None, "that was all");
        assert_eq!((limit(None), limit(Some("5")), limit(Some("100"))), (Ok(20), Ok(5), Ok(100)));
        for wrong in ["0", "-1", "101", "many", ""] {
            assert_eq!(limit(Some(wrong)).unwrap_err().details.field.as_deref(), Some("limit"), "{wrong}");
        }
        assert_eq!(after(Some("nonsense")).unwrap_err().code, "invalid_cursor");
    }

    proptest! {
        #[test]
        fn cursors_come_back(at in any::<i64>(), id in "[a-z_0-9.]{0,40}") {
            prop_assert_eq!(read_cursor(&write_cursor((at, &id))), Some((at, id)));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = read_cursor(&text);
            let _ = read_cursor(&URL_SAFE_NO_PAD.encode(&text));
        }
    }
}
