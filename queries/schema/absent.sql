-- One row per input that was never supplied, and for NDAs and accepted answers when no row says
-- anything about them, with what follows in a sentence (docs/rules.md section 13).
create table absent (
    about varchar primary key,
    sentence varchar not null,
)
