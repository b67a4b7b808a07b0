#include "workflows/partner/policy.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "workflows/partner/policy_table.hpp"

namespace waymark::partner {

namespace {

using runtime::Actor;
using table::Kind;
using table::Row;

/// The roles that count for him: a role of the other side means nothing.
bool counts(const Actor& actor, std::string_view role) {
    return is_partner_role(role) == (actor.partner.number != 0);
}

constexpr std::string_view role_name(std::size_t column) {
    if (column < staff_roles.size()) return staff_roles[column];
    column -= staff_roles.size();
    return column < partner_roles.size() ? partner_roles[column] : prospect_role;
}

const Row* find(std::span<const Row> rows, std::string_view name) {
    const auto row = std::ranges::find(rows, name, &Row::name);
    return row == rows.end() ? nullptr : &*row;
}

/// Does one of his roles have such a cell in the row?
template <class Wanted>
bool any_cell(const Actor& actor, const Row& row, Wanted&& wanted) {
    return std::ranges::any_of(actor.roles, [&](const std::string& role) {
        if (!counts(actor, role)) return false;
        for (std::size_t column = 0; column < role_count; ++column)
            if (role_name(column) == role) return wanted(row.cells.of(column));
        return false;
    });
}

bool has_x(const Actor& actor, std::span<const Row> rows, std::string_view name) {
    const auto* row = find(rows, name);
    return row != nullptr && any_cell(actor, *row, [](char cell) { return cell == 'x'; });
}

/// Is the name among those of a text with spaces between? `event` counts when the text says "event:name".
enum class Match { none, by_name, by_event };
Match match(std::string_view names, std::string_view event, std::string_view name) {
    Match found = Match::none;
    while (!names.empty()) {
        const auto end = std::min(names.find(' '), names.size());
        const auto each = names.substr(0, end);
        names.remove_prefix(std::min(end + 1, names.size()));
        const auto colon = each.find(':');
        if (colon == std::string_view::npos) {
            if (each == name) found = Match::by_name;
        } else if (!event.empty() && each.substr(0, colon) == event && each.substr(colon + 1) == name) {
            return Match::by_event;
        }
    }
    return found;
}

std::optional<Kind> kind_of(std::string_view workflow, std::string_view event, std::string_view member) {
    std::optional<Kind> kind;
    for (const auto& each : table::members) {
        if (each.workflow != workflow) continue;
        const auto found = match(each.names, event, member);
        if (found == Match::by_event) return each.kind;
        if (found == Match::by_name) kind = each.kind;
    }
    return kind;
}

}  // namespace

bool has_policy(std::string_view workflow) { return find(table::instances, workflow) != nullptr; }

bool may_read(const Actor& actor, std::string_view workflow, runtime::FamilyId family, bool assigned) {
    if (actor.person.number == 0) return true;  // the service itself
    const auto* row = find(table::instances, workflow);
    if (row == nullptr) return false;
    const bool himself = family == runtime::family_rooted_at(actor.person);
    return any_cell(actor, *row, [&](char cell) {
        return cell == 'a' || (cell == 'o' && family == actor.partner) || (cell == 's' && assigned) ||
               (cell == 'h' && himself);
    });
}

bool may_read_attachment(const Actor& actor, std::string_view kind) {
    return actor.person.number == 0 || has_x(actor, table::attachments, kind);
}

bool names_member(std::string_view workflow, std::string_view event, std::string_view member) {
    return kind_of(workflow, event, member).has_value();
}

bool may_see(const Actor& actor, std::string_view workflow, std::string_view event, std::string_view member) {
    if (actor.person.number == 0) return true;
    const auto kind = kind_of(workflow, event, member).value_or(Kind::team);
    return any_cell(actor, table::kinds[static_cast<std::size_t>(kind)],
                    [](char cell) { return cell == 'x'; });
}

bool may_set(const Actor& actor, std::string_view workflow, std::string_view event, std::string_view member) {
    if (actor.person.number == 0) return true;
    return std::ranges::all_of(table::setters, [&](const table::Setters& each) {
        return each.workflow != workflow || each.event != event ||
               match(each.names, {}, member) == Match::none ||
               std::ranges::any_of(actor.roles, [&](const std::string& role) {
                   return counts(actor, role) && match(each.roles, {}, role) != Match::none;
               });
    });
}

bool may_read_messages_to(const Actor& actor, std::string_view audience) {
    const bool outside = actor.partner.number != 0 || actor.has_role(prospect_role);
    return !outside || std::ranges::find(table::partners_audiences, audience) !=
                           std::ranges::end(table::partners_audiences);
}

bool may_read_book(const Actor& actor, std::string_view book) { return has_x(actor, table::books, book); }

bool may_operate(const Actor& actor, std::string_view operation) {
    return has_x(actor, table::operations, operation);
}

}  // namespace waymark::partner
