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
        Some(Steps::from_steps(
            steps.into_iter().map(|step| (step.span, step.value)),
        ))
    }

    /// A world may hold a million: how many steps each has, but for those that have one, and then all steps, by column.
    fn put_all(all: &[Steps], to: &mut Writer) {
        let several = all.iter().enumerate();
        let several = several.map(|(at, steps)| (at, steps.steps().len()));
        let several: Vec<(usize, usize)> = several.filter(|(_, count)| *count != 1).collect();
        several.put(to);
        let steps = || all.iter().flat_map(Steps::steps);
        let instants = |of: fn(&Step) -> Instant| steps().map(|step| of(step).0).collect();
        let (from, until): (Vec<i64>, Vec<i64>) = (
            instants(|step| step.span.from),
            instants(|step| step.span.to),
        );
        from.put(to);
        until.put(to);
        let values: Vec<Likelihood> = steps().map(|step| step.value).collect();
        values.put(to);
    }

    fn take_all(count: usize, from: &mut Reader<'_>) -> Option<Vec<Steps>> {
        let several: Vec<(usize, usize)> = Stored::take(from)?;
        let (begin, end): (Vec<i64>, Vec<i64>) = Stored::take(from)?;
        let values: Vec<Likelihood> = Stored::take(from)?;
        let spans = begin.into_iter().zip(end);
        let mut steps = spans.zip(values).map(|((from, to), value)| {
            let span = Span::new(Instant(from), Instant(to));
            (span, value)
        });
        let mut several = several.into_iter().peekable();
        let mut all = Vec::with_capacity(count.min(steps.len() + several.len()));
        for at in 0..count {
            all.push(match several.next_if(|(of, _)| *of == at) {
                Some((_, count)) => Steps::from_steps(steps.by_ref().take(count)),
                None => {
                    let (span, value) = steps.next()?;
                    Steps::constant(span, value)
                }
            });
        }
        Some(all)
    }
}
