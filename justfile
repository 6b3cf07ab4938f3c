# The article at the prompt.
article:
    cargo run --release -- examples/is-khorasan/khorasan.casus

# Every test.
test:
    cargo test

# What is checked before a change lands.
ci:
    .ci/run

# Speed, as ratios within one run.
bench:
    cargo bench

# The same work in Casus and in the peers that are installed; needs ../shared or CASUS_SHARED.
peers *OPTIONS:
    python3 benches/peers/run.py {{OPTIONS}}
