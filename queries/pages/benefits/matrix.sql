-- One row per active MVP: the benefits they have, and the standard benefits they lack. lacks and
-- has are null where there are none.
-- key: mvp_id
select
    mvp_id,
    name,
    team,
    count(*) filter (state = 'missing') as missing,
    string_agg(benefit_label, ', ' order by benefit) filter (state = 'missing') as lacks,
    string_agg(benefit_label, ', ' order by benefit) filter (state = 'granted') as has,
from benefit_state
where status = 'active'
group by all
order by missing desc, name, mvp_id
