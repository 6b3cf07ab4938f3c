//! Report → HTML: one file that needs nothing beside it, no script and no font; read on a phone, printed on A4.

use super::tags::Tags;
use super::{
    ALONE, ARGUMENT, ASSUMED, BY_SOURCE, DISSENT, Section, TOGETHER, VOICES, WATCH, WOULD_END,
    dateline, grounds_label, heading, more_derivations,
};
use crate::answer::{
    Answer, Dispute, Ground, Judgement, Linchpin, Node, NodeKind, Pictured, Report, Saying,
};
use crate::render::picture::{Theme, figure, properties};

/// How it looks.
const STYLE: &str = include_str!("page.css");

/// The report as one page of HTML.
#[must_use]
pub fn html(report: &Report) -> String {
    let mut page = Page {
        tags: Tags::default(),
        report,
    };
    page.tags.raw("<!DOCTYPE html>\n");
    page.tags.element("html lang=\"en\"", |tags| {
        tags.raw("\n");
        tags.element("head", |tags| head(tags, report));
        tags.raw("\n");
        let mut page = Page {
            tags: std::mem::take(tags),
            report,
        };
        page.body();
        *tags = page.tags;
    });
    page.tags.raw("\n");
    page.tags.out
}

fn head(tags: &mut Tags, report: &Report) {
    tags.raw("\n<meta charset=\"utf-8\"/>\n");
    tags.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    tags.element("title", |tags| tags.text(&report.title));
    let generator = format!("meta name=\"generator\" content=\"{}\"", report.made_by);
    tags.raw(&format!("<{generator}/>\n"));
    tags.element("style", |tags| {
        let (light, dark) = (properties(Theme::Light), properties(Theme::Dark));
        tags.raw(&format!(
            ":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n@media print {{ :root {{ {light} }} }}\n"
        ));
        tags.raw(STYLE);
        if let Some(marking) = &report.marking {
            tags.raw(&running(marking));
        }
    });
}

/// The marking at the head and the foot of every printed page.
fn running(marking: &str) -> String {
    let safe: String = marking
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " :+-".contains(*letter))
        .collect();
    let mark = format!("content: \"{safe}\"; font: bold 9pt sans-serif; color: #8a1c1c;");
    format!("@page {{ @top-center {{ {mark} }} @bottom-center {{ {mark} }} }}\n")
}

/// A page as it is written.
pub(super) struct Page<'r> {
    pub(super) tags: Tags,
    pub(super) report: &'r Report,
}

impl Page<'_> {
    pub(super) fn within(&mut self, opening: &str, inside: impl FnOnce(&mut Self)) {
        let report = self.report;
        self.tags.element(opening, |tags| {
            let mut page = Page {
                tags: std::mem::take(tags),
                report,
            };
            inside(&mut page);
            *tags = page.tags;
        });
    }

    fn body(&mut self) {
        self.within("body", |page| {
            page.tags.raw("\n");
            page.within("header", |page| {
                page.marking();
                page.tags.leaf("h1 dir=\"auto\"", &page.report.title);
                page.tags.leaf("p class=\"date\"", &dateline(page.report));
                if let Some(withheld) = &page.report.withheld {
                    page.tags.leaf("p class=\"date\"", &withheld.text);
                }
                page.contents();
            });
            page.within("main", |page| {
                for section in Section::of(page.report) {
                    let opening = format!("section id=\"{}\"", section.anchor());
                    page.within(&opening, |page| {
                        page.tags.leaf("h2", section.title());
                        page.section(section);
                    });
                }
            });
            page.within("footer", Page::marking);
        });
    }

    fn marking(&mut self) {
        if let Some(marking) = &self.report.marking {
            self.tags.leaf("p class=\"marking\"", marking);
        }
    }

    fn contents(&mut self) {
        self.within("nav aria-label=\"Contents\"", |page| {
            page.within("ul", |page| {
                for section in Section::of(page.report) {
                    page.within("li", |page| {
                        let opening = format!("a href=\"#{}\"", section.anchor());
                        page.tags.leaf(&opening, section.title());
                    });
                }
            });
        });
    }

    fn section(&mut self, section: Section) {
        let report = self.report;
        match section {
            Section::Key => self.key(),
            Section::Judgements => self.judgements(&report.judgements),
            Section::Potential => self.judgements(&report.potential),
            Section::NotHeld => self.judgements(&report.not_held),
            Section::Elsewhere => self.judgements(&report.elsewhere),
            Section::Disputes => report.disputes.iter().for_each(|one| self.dispute(one)),
            Section::Hypotheses => {
                if let Some(matrix) = &report.hypotheses {
                    self.matrix(matrix);
                }
            }
            Section::NotKnown => {
                for gap in &report.not_known {
                    self.list(&gap.what, &gap.of);
                }
            }
            Section::Course => self.courses(),
            Section::Links => {
                if let Some(answer) = report.picture(Pictured::Links) {
                    self.figure(answer);
                }
            }
            Section::Further => report.further.iter().for_each(|one| self.answer(one)),
            Section::Sources => self.sources(),
            Section::Rules => self.rules(),
            Section::Yardstick => self.yardstick(),
        }
    }

    fn key(&mut self) {
        let report = self.report;
        if report.judgements.is_empty() {
            self.tags
                .leaf("p", "Nothing that the scenario asks after is held.");
            return;
        }
        self.within("ol class=\"key\"", |page| {
            for judgement in &report.judgements {
                page.within("li", |page| {
                    page.opening(judgement);
                    page.trust(judgement);
                    page.within("p class=\"faint\"", |page| {
                        let link = format!("a href=\"#judgement-{}\"", judgement.number);
                        page.tags.leaf(&link, "Grounds");
                    });
                });
            }
        });
    }

    fn opening(&mut self, judgement: &Judgement) {
        let questions = &self.report.questions;
        self.tags.element("p", |tags| {
            tags.saying(&judgement.says, questions);
            if let Some(when) = &judgement.when {
                tags.raw(" ");
                tags.saying(when, questions);
            }
        });
    }

    fn trust(&mut self, judgement: &Judgement) {
        let questions = &self.report.questions;
        if let Some(trust) = &judgement.confidence {
            self.tags
                .element("p", |tags| tags.saying(&trust.says, questions));
        }
    }

    fn judgements(&mut self, judgements: &[Judgement]) {
        for judgement in judgements {
            let opening = format!("article id=\"judgement-{}\"", judgement.number);
            self.within(&opening, |page| page.judgement(judgement));
        }
    }

    fn judgement(&mut self, judgement: &Judgement) {
        let questions = &self.report.questions;
        self.tags.leaf("h3 dir=\"auto\"", &heading(judgement));
        self.opening(judgement);
        self.trust(judgement);
        for caution in &judgement.cautions {
            self.tags
                .element("p", |tags| tags.saying(caution, questions));
        }
        for (at, ground) in judgement.grounds.iter().enumerate() {
            self.argument(grounds_label(judgement, at), ground);
        }
        if let Some(more) = more_derivations(judgement) {
            self.tags.leaf("p class=\"faint\"", &more);
        }
        let pictured = Pictured::Judgement(judgement.number);
        if let Some(answer) = self.report.picture(pictured) {
            // The first is shown, and printed; the others are a touch away.
            if judgement.number == 1 {
                self.tags.leaf("p class=\"label\"", ARGUMENT);
                self.figure(answer);
            } else {
                self.folded(ARGUMENT, |page| page.figure(answer));
            }
        }
        self.list(ASSUMED, &judgement.assumptions);
        self.list(VOICES, &judgement.voices);
        self.list(DISSENT, &judgement.dissent);
        if let Some(hangs) = &judgement.hangs_on {
            self.hangs_on(hangs);
        }
        self.list(WOULD_END, &judgement.would_end);
        self.list(WATCH, &judgement.watch);
        if !judgement.derivation.is_empty() {
            self.folded("The whole derivation", |page| {
                page.within("ul", |page| {
                    judgement.derivation.iter().for_each(|node| page.node(node));
                });
            });
        }
    }

    /// What is shown to who asks for it.
    pub(super) fn folded(&mut self, summary: &str, inside: impl FnOnce(&mut Self)) {
        self.within("details", |page| {
            page.tags.leaf("summary", summary);
            inside(page);
        });
    }

    /// A picture that scrolls within itself where the page is narrow; nothing of what there is no picture of.
    pub(super) fn figure(&mut self, answer: &Answer) {
        if let Ok(svg) = figure(answer) {
            self.tags
                .element("figure class=\"scroll\" tabindex=\"0\"", |tags| {
                    tags.raw("\n");
                    tags.raw(&svg);
                });
        }
    }

    fn hangs_on(&mut self, hangs: &Linchpin) {
        self.list(ALONE, &hangs.alone);
        self.list(TOGETHER, &hangs.together);
        if hangs.more > 0 {
            let more = format!("{} more sets are not shown.", hangs.more);
            self.tags.leaf("p class=\"faint\"", &more);
        }
        self.list(BY_SOURCE, &hangs.sources);
        if !hangs.complete {
            self.tags.leaf(
                "p class=\"faint\"",
                "The search for what it hangs on was cut short: there may be more.",
            );
        }
    }

    fn argument(&mut self, label: &str, ground: &Ground) {
        self.tags.leaf("p class=\"label\"", label);
        if let Some(warrant) = &ground.warrant {
            self.tags
                .element("p class=\"warrant\"", |tags| tags.markup(&warrant.says));
        }
        self.within("ul", |page| {
            if ground.under.is_empty() {
                page.step(ground);
            }
            ground.under.iter().for_each(|under| page.step(under));
        });
    }

    fn step(&mut self, ground: &Ground) {
        let questions = &self.report.questions;
        self.within("li", |page| {
            page.tags.saying(&ground.says, questions);
            if let Some(warrant) = &ground.warrant {
                page.tags.raw(" ");
                page.tags
                    .element("span class=\"warrant\"", |tags| tags.markup(&warrant.says));
            }
            for words in &ground.words {
                page.tags
                    .element("span class=\"words\"", |tags| tags.markup(words));
            }
            if !ground.under.is_empty() {
                page.within("ul", |page| {
                    ground.under.iter().for_each(|under| page.step(under));
                });
            }
        });
    }

    /// A line of the whole derivation, word for word.
    fn node(&mut self, node: &Node) {
        self.within("li", |page| {
            page.tags.markup(&node.text);
            if !node.likelihood.is_certain() && node.node != NodeKind::Group {
                page.tags.text(": ");
                page.tags.leaf("strong", &node.likelihood.text);
            }
            if let Some(when) = &node.when {
                page.tags.text(", ");
                page.tags.markup(when);
            }
            if !node.ground.is_empty() {
                page.tags.raw(" ");
                page.tags
                    .element("span class=\"faint\"", |tags| tags.markup(&node.ground));
            }
            if node.weakest {
                page.tags.text(" ← weakest link");
            }
            if !node.under.is_empty() {
                page.within("ul", |page| {
                    node.under.iter().for_each(|under| page.node(under));
                });
            }
        });
    }

    fn list(&mut self, lead: &str, sayings: &[Saying]) {
        if sayings.is_empty() {
            return;
        }
        let questions = &self.report.questions;
        self.tags.leaf("p class=\"label\"", lead);
        self.within("ul", |page| {
            for saying in sayings {
                page.tags
                    .element("li", |tags| tags.saying(saying, questions));
            }
        });
    }

    fn dispute(&mut self, dispute: &Dispute) {
        let questions = &self.report.questions;
        self.tags.element("p class=\"label\"", |tags| {
            tags.saying(&dispute.about, questions);
        });
        if !dispute.sides.is_empty() {
            self.within("ul", |page| {
                dispute.sides.iter().for_each(|side| page.step(side));
            });
        }
    }
}
