-- One row per MVP and spell in the program. Two spells of an MVP have days between them.
create table spells (
    mvp_id varchar not null,
    from_on date not null,
    to_on date,              -- the first day after the spell; null: it has not ended
    next_from_on date,       -- the first day of the next spell; null: there is none
)
