-- One row per input that was never supplied, and one when NDAs are not tracked, with what follows
-- in a sentence (docs/rules.md section 13).
create table absent (
    about varchar primary key,
    sentence varchar not null,
)
