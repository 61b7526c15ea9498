-- One row: whom the page is about, in a sentence.
with counted as (
    select
        count(*) filter (risk = 'high') as high,
        count(*) filter (risk = 'out_of_reach') as out_of_reach,
        count(*) filter (risk = 'medium') as medium,
    from members
    where status = 'active'
)
select
    high || if(high = 1, ' MVP needs', ' MVPs need') || ' a call, ' || medium
        || ' could slip, and ' || out_of_reach || ' cannot make it by pace alone.' as sentence,
from counted
