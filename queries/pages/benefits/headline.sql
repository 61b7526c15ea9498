-- One row: how many active MVPs lack a standard benefit, and how many benefits are to be taken back
-- from how many others, in a sentence.
-- key: one row
with counted as (
    select
        count(distinct mvp_id) filter (status = 'active') as active,
        count(distinct mvp_id) filter (state = 'missing') as lacking,
        count(*) filter (state = 'to_revoke') as held,
        count(distinct mvp_id) filter (state = 'to_revoke') as holders,
    from benefit_state
)
select
    case
        when active = 0 then 'Nobody is active on this day'
        when lacking = 0 then 'No active ' || person_word || ' lacks a standard benefit'
        else format('{:,} of {:,} active ', lacking, active)
            || if(active = 1, person_word, people_word)
            || if(lacking = 1, ' lacks', ' lack') || ' a standard benefit'
    end
    || if(held = 0, ', and there is nothing to revoke.', format('; {:,}', held)
        || if(held = 1, ' benefit', ' benefits') || format(' of {:,}', holders)
        || if(holders = 1, ' other', ' others')
        || if(held = 1, ' is', ' are') || ' to be revoked.') as sentence,
from counted
cross join rule_settings
