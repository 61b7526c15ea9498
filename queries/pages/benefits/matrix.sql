-- One row per active MVP: the standard benefits they have, and those they lack.
select
    mvp_id,
    name,
    team,
    count(*) filter (state = 'missing') as missing,
    string_agg(replace(benefit, '_', ' '), ', ' order by benefit) filter (state = 'missing')
        as lacks,
    string_agg(replace(benefit, '_', ' '), ', ' order by benefit) filter (state = 'granted') as has,
from benefit_state
where status = 'active'
group by all
order by missing desc, name, mvp_id
