-- One row per further spell of an MVP, as given. The table spells has all spells.
create table memberships (
    mvp_id varchar not null,
    from_on date not null,
    to_on date,              -- the first day after the spell; null: it has not ended
    reason varchar,
    agreed_on date,          -- from when on a later to_on is known; null: from to_on on
    primary key (mvp_id, from_on),
)
