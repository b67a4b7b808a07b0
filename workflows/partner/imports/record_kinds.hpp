// Which records come as files: the event that makes each, whom a row belongs to, by what a row and a record
// are known to be the same, and how one is corrected. A kind is a row of a table; its columns are the members
// of the event's form, so that a changed form changes the import. Pure.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "states/chart.hpp"
#include "workflows/runtime/actor.hpp"

namespace waymark::partner {

struct RecordKind {
    /// What is sent to a record, new or known, when a column of its own says so: "verified" → verify.
    struct Further {
        std::string_view column, event;
        std::string_view
            member;              // of the event's data, a date; empty: the column is yes or no, the data none
        std::string_view shows;  // the datum that has it; of yes or no: the state
        std::string_view en, ru;  // headings
    };
    enum class Corrected : std::uint8_t {
        never,
        by_members,  // each event takes what is different of the members of its form
        as_a_whole,  // the event takes all, and the entry's id
        by_stays     // an employee's: leave, return
    };
    std::string_view name;      // of the import and of the collection
    std::string_view workflow;  // whose instances the records are, or are held by
    std::string_view parent;    // "partner", "employee", "customer": who takes the event
    std::string_view adds;      // the event; empty: they are started, and name the parent in their data
    std::string_view keys;      // members, with spaces between; "|": the first that the row has
    Corrected corrected = Corrected::never;
    std::string_view corrects;  // the events, with spaces between
    Further further{};
};

std::span<const RecordKind> record_kinds();
/// nullptr: there is none.
const RecordKind* record_kind(std::string_view name);
/// What makes such records, as the shipped definitions declare it.
const states::EventDeclaration& adding_event(const RecordKind& kind);
/// The event that takes another value of the member; empty: none does.
std::string_view correcting_event(const RecordKind& kind, std::string_view member);

struct RecordColumn {
    enum class Holds : std::uint8_t { partner, parent, member, further };
    Holds holds = Holds::member;
    std::string name;  // of the member; in a file an amount's is without its unit
    states::Text title;
    states::Value schema;  // of the member
    bool required = false;
    [[nodiscard]] bool is_amount() const { return name.ends_with("_kopecks"); }
};
std::vector<RecordColumn> columns_of(const RecordKind& kind);
/// The column's title as a heading: without what stands in brackets or behind a comma.
std::string heading_of(const RecordColumn& column, std::string_view language);
/// Does the column go by this heading? Its name or title, in either language.
bool is_heading_of(const RecordColumn& column, std::string_view heading);

/// Who may import a kind: whoever may do by hand what it does. Of consumption: finance, administrators.
bool may_import(const runtime::Actor& actor, std::string_view kind);

}  // namespace waymark::partner
