-- One row per level of certificate, lowest first.
create table rule_certificates (
    level varchar primary key,
    certificate_rank integer not null,  -- [certification.levels]
    is_qualifying boolean not null,     -- [certification.qualifying_from]
)
