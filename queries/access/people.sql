-- One row per person who may see something and is not of the program team: leads, then MVPs, each
-- by name, whatever its case and accents. An MVP who shares their name has the team and the id
-- beside it.
-- key: email
with leads as (
    select lower(trim(email)) as email, string_agg(team, ', ' order by team) as teams,
    from access
    where role = 'lead'
    group by all
),
persons as (
    select
        lower(email) as email,
        name,
        team,
        mvp_id,
        count(*) over (partition by lower(name)) > 1 as has_namesake,
    from mvps
),
everyone as (
    select true as is_lead, email, coalesce(teams, 'no team, ' || email) as label,
    from leads
    union all
    select false, email, if(has_namesake, concat_ws(' · ', name, team, mvp_id), name)
    from persons
    where email not in (select email from leads)
)
select email, label, is_lead from everyone
order by is_lead desc, lower(strip_accents(label)), label, email
