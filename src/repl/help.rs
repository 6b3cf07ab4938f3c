//! The language on one screen of 80 by 24.

/// What `:help` prints.
pub const HELP: &str = "\
Tell: a line that opens with a keyword, or a sentence that ends in a full stop
  actor Harkat Front is a militant group, also the Front
  event Bus bombing is a bombing on 2013-01, by Harkat Front, against Arvand
  Harkat Front is based in Dara since 2014, likely, per Gazette.
  deny …   assume …   allegiance A to B   X says that …   source S
Go on: rule, question, suppose, hypothesis, from, scale wait for deeper lines;
an open bracket or a last comma goes on too. A blank line ends it.
  rule a base nearby, likely
      ?group threatens ?state
      if ?group is based in ?place and ?place borders ?state
Ask: anything else
  threats to Arvand          allies / enemies / events against … of X
  Harkat Front threatens Arvand?        ?who is based in ?where
  why 1   why S   why not S   who says S   how likely is S   linchpins of S
  what would make S   what if S then Q   conflicts   links   profile X
  … as of 2014-05   according to Arvand   under \"branch\"   at least unlikely
Draw:   draw (the last answer)   draw links of X to FILE.svg   :theme dark
Change: undo   :load FILE   :reload   :save FILE (what was typed)
Stand:  :as of DATE  :according to NAME  :max-marking LEVEL  (bare: as before)
Keys:   Tab completes, Up goes back, Ctrl-C stops or clears, Ctrl-D leaves
";

#[cfg(test)]
mod tests {
    use super::HELP;

    #[test]
    fn the_help_fits_one_screen_with_its_prompts() {
        assert!(HELP.lines().count() <= 22);
        for line in HELP.lines() {
            assert!(line.chars().count() <= 79, "{line}");
        }
    }
}
