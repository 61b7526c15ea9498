-- One row: how many can still reach the next checkpoint and need a call; null where nobody does.
-- key: one row
with counted as (
    select count(distinct mvp_id) as people, max(due_on) as due_on,
    from track_risk
    where needs_call and risk != 'out_of_reach'
)
select 'Call ' || format('{:,} ', nullif(people, 0)) || if(people = 1, person_word, people_word)
    || ' who can still make it by ' || strftime(due_on, '%b %-d') as sentence,
from counted
cross join rule_settings
