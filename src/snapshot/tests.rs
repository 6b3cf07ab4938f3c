//! What is written is read again, and what is cut short is no value.

use super::{Reader, Stored, Writer};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;
use std::sync::Arc;

#[derive(Clone, PartialEq, Debug)]
struct Sample {
    name: String,
    numbers: Vec<u32>,
    signed: i64,
    of: Option<Box<Choice>>,
}

#[derive(Clone, PartialEq, Debug)]
enum Choice {
    None,
    One(u64),
    Both { left: String, right: bool },
}

stored! {
    struct Sample { name, numbers, signed, of }
    enum Choice { 0 None, 1 One(number), 2 Both { left, right } }
}

fn written<T: Stored>(value: &T) -> Vec<u8> {
    let mut to = Writer::default();
    value.put(&mut to);
    to.finish()
}

fn read<T: Stored>(bytes: &[u8]) -> Option<T> {
    let mut bytes = bytes;
    let length = bytes.len();
    let mut from = Reader::new(&mut bytes, length);
    let value = T::take(&mut from)?;
    (from.left() == 0).then_some(value)
}

fn comes_back<T: Stored + PartialEq + Debug>(value: &T) {
    let bytes = written(value);
    assert_eq!(read::<T>(&bytes).as_ref(), Some(value));
    for length in 0..bytes.len() {
        let cut = bytes.get(..length).unwrap_or_default();
        assert_eq!(read::<T>(cut), None, "cut at {length}");
    }
}

proptest! {
    #[test]
    fn a_value_is_read_as_it_was_written(
        name in ".{0,9}",
        numbers in proptest::collection::vec(any::<u32>(), 0..9),
        signed in any::<i64>(),
        one in any::<u64>(),
        right in any::<bool>(),
    ) {
        let choices = [
            None,
            Some(Choice::None),
            Some(Choice::One(one)),
            Some(Choice::Both { left: name.clone(), right }),
        ];
        for of in choices {
            let of = of.map(Box::new);
            comes_back(&Sample { name: name.clone(), numbers: numbers.clone(), signed, of });
        }
    }
}

#[test]
fn the_ends_of_what_a_number_can_be_are_read_as_they_were_written() {
    for number in [0, 1, -1, i64::MIN, i64::MAX] {
        comes_back(&number);
    }
    comes_back(&(u64::MAX, (u16::MAX, i128::MIN)));
    assert_eq!(read::<u16>(&written(&70_000u32)), None);
}

#[test]
fn what_is_shared_is_shared_again_and_what_is_alone_stays_so() {
    let shared: Arc<Vec<u32>> = Arc::new(vec![1, 2, 3]);
    let alike: Arc<Vec<u32>> = Arc::new(vec![1, 2, 3]);
    let all = vec![Arc::clone(&shared), Arc::clone(&alike), shared];
    let again: Vec<Arc<Vec<u32>>> = read(&written(&all)).expect("it was written so");
    assert_eq!(again, all);
    assert!(Arc::ptr_eq(&again[0], &again[2]));
    assert!(!Arc::ptr_eq(&again[0], &again[1]));

    let name: Arc<str> = Arc::from("page.casus");
    let names = vec![Arc::clone(&name), name];
    let again: Vec<Arc<str>> = read(&written(&names)).expect("it was written so");
    assert!(Arc::ptr_eq(&again[0], &again[1]));
    // A turn that nobody took, or that is of another type, is no value.
    assert_eq!(read::<Arc<str>>(&[2, 0]), None);
    let other = written(&(names, 0u8));
    assert_eq!(
        read::<(Vec<Arc<str>>, Arc<Vec<u32>>)>(&[&other[..other.len() - 1], &[2, 0]].concat()),
        None
    );
}

#[test]
fn a_map_is_written_in_the_order_of_its_keys() {
    let map: HashMap<u32, String> = (0..50).map(|at| (at, at.to_string())).collect();
    let sorted: BTreeMap<u32, String> = map.clone().into_iter().collect();
    assert_eq!(written(&map), written(&sorted));
    comes_back(&map);
    comes_back(&sorted.into_keys().collect::<BTreeSet<u32>>());
}

#[test]
fn bytes_that_promise_more_than_there_is_are_no_value() {
    let mut to = Writer::default();
    to.number(u64::MAX);
    let bytes = to.finish();
    assert_eq!(read::<Vec<u32>>(&bytes), None);
    assert_eq!(read::<Vec<String>>(&bytes), None);
    assert_eq!(read::<String>(&bytes), None);
    let deep = vec![1u8; 100_000];
    #[derive(Debug, PartialEq)]
    struct Deep {
        inner: Option<Box<Deep>>,
    }
    stored! { struct Deep { inner } }
    assert_eq!(read::<Deep>(&deep), None);
}
