-- One row per level of certificate, lowest first.
create table rule_certificates (
    level varchar primary key,
    certificate_rank integer not null,
    is_qualifying boolean not null,
)
