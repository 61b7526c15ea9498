-- One row: what an e-mail address ($email) may see in this build. role is null for an address that
-- nobody has or that two MVPs share; mvp_id and status are those of the one MVP with the address.
-- key: one row
with granted as (
    select role, team from access where lower(trim(email)) = lower(trim($email))
),
persons as (
    select membership.mvp_id, membership.status, membership.name, membership.entered_on
    from mvps
    join membership using (mvp_id)
    where lower(mvps.email) = lower(trim($email))
),
person as (
    select * from persons where (select count(*) from persons) = 1
)
select
    case
        when exists (from granted where role = 'program') then 'program'
        when exists (from granted where role = 'lead') then 'lead'
        when exists (from person) then 'mvp'
    end as role,
    (select list(distinct team order by team) from granted where team is not null) as teams,
    (select mvp_id from person) as mvp_id,
    (select status from person) as status,
    rule_settings.max_session_hours,
from rule_settings
