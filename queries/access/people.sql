-- One row per person who may see something and is not of the program team: leads, then MVPs.
-- key: email
with leads as (
    select lower(trim(email)) as email, 'Lead: ' || string_agg(team, ', ' order by team) as label,
    from access
    where role = 'lead'
    group by all
),
everyone as (
    select true as is_lead, email, label from leads
    union all
    select false, lower(email), 'MVP: ' || name
    from mvps
    where lower(email) not in (select email from leads)
)
select email, label from everyone order by is_lead desc, label, email
