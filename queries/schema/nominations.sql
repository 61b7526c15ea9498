-- One row per nomination; a nominee may have several.
create table nominations (
    nomination_id varchar primary key,
    nominee_name varchar not null,
    nominee_email varchar not null,
    nominated_by varchar not null,
    nominated_on date not null,
    reason varchar,
    using_since date,             -- null: not known
    certification_level varchar,  -- null: not known
    decision varchar,             -- selected, not_selected; null: not decided
    decided_on date,
    mvp_id varchar,               -- null: not linked to an MVP
)
