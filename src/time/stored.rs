//! How times are written into a snapshot.

use super::date::{Mark, Precision};
use super::{Date, Duration, Instant, Likelihood, Span, Step, Steps};
use crate::snapshot::{Reader, Stored, Writer, stored};

stored! {
    struct Instant(minute)
    struct Span { from, to }
    struct Duration { months, minutes }
    enum Precision { 0 Year, 1 YearPart, 2 Month, 3 MonthPart, 4 Day, 5 Minute }
    enum Mark { 0 Firm, 1 About, 2 Uncertain, 3 Both }
    struct Date { text, covers, precision, mark }
    struct Step { span, value }
}

impl Stored for Likelihood {
    fn put(&self, to: &mut Writer) {
        self.ten_thousandths().put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Likelihood> {
        Likelihood::new(u16::take(from)?)
    }

    fn put_all(all: &[Likelihood], to: &mut Writer) {
        for likelihood in all {
            to.bytes(&likelihood.ten_thousandths().to_le_bytes());
        }
    }

    fn take_all(count: usize, from: &mut Reader<'_>) -> Option<Vec<Likelihood>> {
        let numbers = u16::take_all(count, from)?;
        numbers.into_iter().map(Likelihood::new).collect()
    }
}

/// What is read is put in its one form again.
impl Stored for Steps {
    fn put(&self, to: &mut Writer) {
        to.length(self.steps().len());
        Step::put_all(self.steps(), to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Steps> {
        let count = from.length()?;
        if count == 1 {
            let step = Step::take(from)?;
            return Some(Steps::constant(step.span, step.value));
        }
        let steps = Step::take_all(count, from)?;
        Some(Steps::in_order(
            steps.into_iter().map(|step| (step.span, step.value)),
        ))
    }

    /// A world may hold a million: how many steps each has, but for those that have one, and then all steps, one as long as
    /// the other.
    fn put_all(all: &[Steps], to: &mut Writer) {
        let several = all.iter().enumerate();
        let several = several.map(|(at, steps)| (at, steps.steps().len()));
        let several: Vec<(usize, usize)> = several.filter(|(_, count)| *count != 1).collect();
        several.put(to);
        for step in all.iter().flat_map(Steps::steps) {
            to.bytes(&step.span.from.0.to_le_bytes());
            to.bytes(&step.span.to.0.to_le_bytes());
            to.bytes(&step.value.ten_thousandths().to_le_bytes());
        }
    }

    fn take_all(count: usize, from: &mut Reader<'_>) -> Option<Vec<Steps>> {
        let several: Vec<(usize, usize)> = Stored::take(from)?;
        let mut of_several = several.iter().map(|(_, count)| *count);
        let of_several = of_several.try_fold(0usize, usize::checked_add)?;
        let steps = count
            .checked_sub(several.len())?
            .checked_add(of_several)
            .filter(|steps| *steps <= from.left() / AS_BYTES)?;
        let mut all: Vec<Steps> = Vec::with_capacity(count.min(steps + several.len()));
        let mut several = several.into_iter().peekable();
        let mut begun: Vec<(Span, Likelihood)> = Vec::new();
        from.each_of(AS_BYTES, steps, |bytes| {
            let (steps, _) = bytes.as_chunks::<AS_BYTES>();
            for (span, value) in steps.iter().map(step) {
                while several.next_if(|next| *next == (all.len(), 0)).is_some() {
                    all.push(Steps::never());
                }
                match several.peek() {
                    Some((at, count)) if *at == all.len() => {
                        begun.push((span, value));
                        if begun.len() == *count {
                            all.push(Steps::in_order(begun.drain(..)));
                            several.next();
                        }
                    }
                    Some(_) | None => all.push(Steps::constant(span, value)),
                }
            }
        })?;
        all.extend(several.map(|_| Steps::never()));
        (all.len() == count).then_some(all)
    }
}

/// How many bytes a step takes among many.
const AS_BYTES: usize = 18;

fn step(bytes: &[u8; AS_BYTES]) -> (Span, Likelihood) {
    let (instants, value) = bytes.split_at(16);
    let (instants, _) = instants.as_chunks();
    let mut instants = instants
        .iter()
        .map(|bytes| Instant(i64::from_le_bytes(*bytes)));
    let mut next = || instants.next().unwrap_or(Instant(0));
    let span = Span::new(next(), next());
    let value = value
        .iter()
        .rev()
        .fold(0, |value, byte| value << 8 | u32::from(*byte));
    (span, Likelihood::clamped(value))
}
