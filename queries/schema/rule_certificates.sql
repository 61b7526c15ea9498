-- One row per level of certificate, lowest first.
create table rule_certificates (
    in_force_from date not null,
    level varchar not null,
    certificate_rank integer not null,  -- [certification.levels]
    is_qualifying boolean not null,     -- [certification.qualifying_from]
    primary key (in_force_from, level),
)
