-- One row per input that was never supplied, and for NDAs and accepted answers when no row says
-- anything about them, with what follows in a sentence (docs/rules.md section 13).
create table absent (
    in_force_from date not null,
    about varchar not null,
    sentence varchar not null,
    primary key (in_force_from, about),
)
