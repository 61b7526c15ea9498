-- One row per good row of one input that shares its key with another row: what becomes of it
-- (docs/contract.md, Duplicates). `same_key` holds these rows, with the key as a number. Within a
-- file the first row is used, or the one that is valid longest where the input has an end; of
-- several files the last one. first_file and first_line say which row a rejected one is compared
-- with. merged has the cells of columns that some of the files lack: each is from the last file
-- that has the column. A row that shares its key with no other has no row here and is good.
-- key: file_number, line
with owned as (
    select
        same_key.*,
        file_number > first_value(file_number) over of_key
            and owner is distinct from first_value(owner) over of_key as is_of_another,
        first_value(file_number) over of_key as owner_file,
        first_value(line) over of_key as owner_line,
    from same_key
    window of_key as (partition by key order by file_number, line)
),
placed as (
    select
        owned.*,
        row_number() over file as place,
        first_value(content) over file as first_content,
        first_value(line) over file as first_line,
        row_number() over (partition by key, file_number, content order by line) > 1 as is_copy,
    from owned
    where not is_of_another
    window file as (partition by key, file_number order by valid_to desc nulls last, line)
),
merged as (
    select
        * exclude (content),
        list_reduce(list(cells) over files, lambda earlier, later: map_concat(earlier, later))
            as merged,
    from placed
    where place = 1
    window files as (partition by key order by file_number)
),
between_files as (
    select
        merged.*,
        lag(file_number) over files is not null as has_before,
        map_from_entries(list_filter(map_entries(merged), lambda cell: cell.value is not null))
            as filled,
        lag(row(certain, filled)) over files is not distinct from row(certain, filled)
            as is_as_before,
    from merged
    window files as (partition by key order by file_number)
),
final as (
    select
        file_number, line,
        if(has_before and is_as_before, 'collapsed', 'good') as outcome,
        has_before and not is_as_before as replaces,
        outcome = 'good' and row_number() over (
            partition by key, outcome order by file_number desc
        ) = 1 as is_used,
        merged,
    from between_files
    union all by name
    select
        file_number, line,
        case
            when content is not distinct from first_content then 'collapsed'
            when valid_to is null then 'duplicate'
            when is_copy then 'collapsed'
            else 'good'
        end as outcome,
        outcome = 'good' as replaces,
        false as is_used,
        file_number as first_file, first_line,
    from placed where place > 1
    union all by name
    select
        file_number, line,
        'of_another' as outcome,
        false as replaces, false as is_used,
        owner_file as first_file, owner_line as first_line,
    from owned where is_of_another
)
select * from final
