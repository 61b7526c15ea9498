-- One row per MVP: who they are, when they entered, signed the NDA and left. Who left and came back
-- has further spells in memberships.
create table mvps (
    mvp_id varchar primary key,
    name varchar not null,
    email varchar not null,
    entered_on date not null,
    team varchar,
    country varchar,
    timezone varchar,        -- IANA name; null: UTC
    using_since date,        -- null: not known
    nda_signed_on date,      -- null: not signed
    left_on date,            -- null: has not left
    left_reason varchar,
    other_emails varchar,    -- further addresses, sorted, with `;` between them; null: none
)
