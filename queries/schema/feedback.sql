-- One row per nomination, reviewer and day.
create table feedback (
    nomination_id varchar not null,
    reviewer varchar not null,
    given_on date not null,
    recommendation varchar,  -- yes, no, unsure; null: none
    comment varchar,
    primary key (nomination_id, reviewer, given_on),
)
