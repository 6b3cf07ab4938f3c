//! A session within limits: what a piece of work may take, what was exceeded, and what is told before it grows.

use super::pairs;
use super::{Exceeded, Grew, Limit, Limits, Piece, Reached, Session, Unmeasured};
use crate::diagnostic::Diagnostic;
use crate::model::Term;

impl Session {
    /// Sets what one piece of work may take from now on: a question, or reading after an addition. Over a limit a question
    /// has an error that says what grew, or of a search what was found until then; an addition has one in its report. The
    /// session lives on, and all that was added stays.
    ///
    /// ```
    /// use casus::session::{Grew, Limit, Limits, Session};
    ///
    /// let mut session = Session::new();
    /// session.add_text(
    ///     "page",
    ///     "use no standard model\n\
    ///      relation [actor] is armed\nrelation [actor] is hungry\nrelation [actor] eyes [actor]\n\
    ///      actor Arvand\nactor Belmar\nactor Ceron\n\
    ///      Arvand is armed\nBelmar is armed\nCeron is armed\n\
    ///      Arvand is hungry\nBelmar is hungry\nCeron is hungry\n\
    ///      rule eyeing\n    ?a eyes ?b if ?a is armed and ?b is hungry\n",
    /// );
    /// let few = Limits { facts: Some(12), ..Limits::default() };
    /// session.set_limits(few).expect("sentences are counted everywhere");
    /// let wrong = session.ask("?who eyes Arvand").unwrap_err();
    /// assert_eq!(wrong[0].code, "limit-reached");
    /// let exceeded = session.exceeded().unwrap();
    /// assert_eq!(exceeded.limit, Limit::Facts(12));
    /// assert!(matches!(exceeded.by, Grew::Rule { name, .. } if name == "eyeing"));
    ///
    /// session.set_limits(Limits::default()).expect("none is always kept");
    /// assert!(session.ask("?who eyes Arvand").is_ok());
    /// ```
    ///
    /// # Errors
    /// One of them cannot be kept here; then all stays as it was.
    pub fn set_limits(&mut self, limits: Limits) -> Result<(), Unmeasured> {
        limits.measured()?;
        self.watch.limit(limits);
        Ok(())
    }

    /// What one piece of work may take.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.watch.limits()
    }

    /// Which limit the last question, or the last reading, has met, and what grew; none where it kept within all.
    #[must_use]
    pub fn exceeded(&self) -> Option<Exceeded> {
        self.watch.exceeded()
    }

    /// Makes one piece of work of all that is asked as long as what it gives is held: the limit of time is of all of it.
    #[must_use]
    pub fn as_one_piece(&self) -> Piece {
        self.watch.piece()
    }

    /// Rules that will draw very many conclusions, told before they run: as far as what is stated shows it.
    pub(super) fn multiplying(&mut self) -> Vec<Diagnostic> {
        let core = self.worlds.core(&[]);
        pairs::warnings(&core, pairs::MANY, |pattern| {
            let is_asked = |relation| relation == pattern.relation;
            if pattern.args.iter().all(|term| matches!(term, Term::Var(_))) {
                return core.items.count_of(is_asked);
            }
            let items = core.items.of_relations(is_asked);
            items
                .filter(|(_, item)| pairs::fits(pattern, &item.stated.sentence.args))
                .count()
        })
    }

    /// What was read, where it is more than may be: rows of tables, or the memory that all takes.
    pub(super) fn too_large(&self) -> Option<Diagnostic> {
        let gauge = self.watch.gauge();
        if self.watch.exceeded().is_some() {
            // It is told of its table.
            return None;
        }
        let mut rows = 0;
        for read in self.read.tables.iter() {
            rows += read.rows as u64;
            if gauge.is_over_with(rows) {
                gauge.blame(|_| Grew::Table {
                    file: read.table.to_string(),
                    place: read.place,
                    to: Reached::Rows(read.rows as u64),
                });
                break;
            }
        }
        // What took its time is read now: to leave it out would save nobody anything.
        let late = |exceeded: &Exceeded| matches!(exceeded.limit, Limit::Time(_));
        let over = gauge.is_over().then(|| self.watch.exceeded()).flatten();
        over.filter(|exceeded| !late(exceeded))
            .map(|exceeded| Diagnostic::from(&exceeded))
    }
}
