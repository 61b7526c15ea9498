-- One row per standard benefit: how many active MVPs have it, and how many lack it.
-- key: benefit
select
    benefit_label as benefit,
    count(*) filter (state = 'granted') as granted,
    count(*) filter (state = 'missing') as missing,
from benefit_state
where is_standard and status = 'active'
group by all
order by missing desc, benefit
