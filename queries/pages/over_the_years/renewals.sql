-- One row per year that is over and outcome of its renewals: how many of all who were in the
-- program in that year have it as of D, and the share of them.
-- key: year_label, outcome
with labeled as (
    select renewal_outcomes.*, case outcome
        when 'open' then 'still open'
        when 'not_renewed' then 'not renewed'
        when 'left' then label || ' during the year'
        else label end as said,
    from renewal_outcomes
    left join rule_renewal_stages on rule_renewal_stages.stage = renewal_outcomes.outcome
),
counted as (
    select year, year_label, outcome as outcome_word, said as outcome, count(*) as mvps,
        count(*) / sum(count(*)) over (partition by year) as ratio,
    from labeled
    group by year, year_label, outcome, said
)
select year_label, outcome_word, outcome, mvps, ratio::decimal(3, 2) as share
from counted
where (select has_renewals from supplied)
order by year, outcome
