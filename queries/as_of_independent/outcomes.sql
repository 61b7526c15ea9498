-- One row per good row of one input that shares its key with another row: what becomes of it
-- (docs/contract.md, Duplicates). `same_key` holds these rows, with the key as a number. Within a
-- file the first row is used (first_line is its line, null for itself); of several files the last
-- one. A row that shares its key with no other has no row here and is good.
-- key: file_number, line
with placed as (
    select
        same_key.*,
        row_number() over file as place,
        first_value(content) over file as first_content,
        first_value(line) over file as first_line,
    from same_key
    window file as (partition by key, file_number order by line)
),
between_files as (
    select
        placed.*,
        lag(file_number) over files is not null as has_before,
        lag(content) over files is not distinct from content as is_as_before,
    from placed
    where place = 1
    window files as (partition by key order by file_number)
),
judged as (
    select
        file_number,
        line,
        key,
        if(has_before and is_as_before, 'collapsed', 'good') as outcome,
        has_before and not is_as_before as replaces,
        null as first_line,
    from between_files
    union all by name
    select
        file_number,
        line,
        key,
        if(content is not distinct from first_content, 'collapsed', 'duplicate') as outcome,
        false as replaces,
        first_line,
    from placed
    where place > 1
),
final as (
    select
        judged.* exclude (key),
        outcome = 'good' and row_number() over (
            partition by key, outcome order by file_number desc
        ) = 1 as is_used,
    from judged
)
select * from final
