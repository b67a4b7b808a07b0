#include "workflows/partner/policy.hpp"

#include <array>
#include <span>

#include "workflows/partner/roles.hpp"

namespace waymark::partner {

namespace {

using Names = std::span<const std::string_view>;

struct Permission {
    std::string_view role;
    Names names;
};

bool contains(Names names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

bool permits(std::span<const Permission> table, const runtime::Actor& actor, std::string_view name) {
    return std::ranges::any_of(
        table, [&](const Permission& row) { return actor.has_role(row.role) && contains(row.names, name); });
}

constexpr std::array<std::string_view, 10> every_workflow = {
    "partner", "notice",      "specialization", "person",     "onboarding",
    "presale", "application", "interview",      "revocation", "window"};
constexpr std::array<std::string_view, 9> the_teams = {"partner",    "notice",     "specialization",
                                                       "onboarding", "presale",    "application",
                                                       "interview",  "revocation", "window"};
constexpr std::array<std::string_view, 5> partners_life = {"partner", "notice", "specialization", "presale",
                                                           "application"};
constexpr std::array<std::string_view, 2> partners_and_notices = {"partner", "notice"};
constexpr std::array<std::string_view, 1> only_presales = {"presale"};
constexpr std::array<std::string_view, 2> partners_and_specializations = {"partner", "specialization"};

// The provider's staff, of all partners. Architects see what is assigned to them: interviews.hpp.
constexpr std::array staff_reads = {
    Permission{"admin", every_workflow},
    Permission{"auditor", every_workflow},
    Permission{"lead", the_teams},
    Permission{"coordinator", the_teams},
    Permission{"pam", the_teams},
    Permission{"finance", partners_and_notices},
    Permission{"support", partners_and_notices},
    Permission{"support-lead", partners_and_notices},
    Permission{"customer-manager", only_presales},
};

// A partner's people, of their own partner.
constexpr std::array partner_reads = {
    Permission{"partner-owner", partners_life},
    Permission{"partner-admin", partners_life},
    Permission{"partner-accountant", partners_and_specializations},
    Permission{"partner-editor", partners_and_specializations},
    Permission{"partner-viewer", partners_and_specializations},
};

constexpr std::array<std::string_view, 4> every_book = {"journal", "definitions", "timers", "outbox"};
constexpr std::array<std::string_view, 3> all_but_the_journal = {"definitions", "timers", "outbox"};
constexpr std::array<std::string_view, 1> only_definitions = {"definitions"};

constexpr std::array books_read = {
    Permission{"admin", every_book},           Permission{"auditor", every_book},
    Permission{"lead", all_but_the_journal},   Permission{"coordinator", all_but_the_journal},
    Permission{"pam", only_definitions},       Permission{"finance", only_definitions},
    Permission{"support", only_definitions},   Permission{"support-lead", only_definitions},
    Permission{"architect", only_definitions}, Permission{"customer-manager", only_definitions},
};

constexpr std::array<std::string_view, 6> every_operation = {"resume", "release", "clock",
                                                             "backup", "mail",    "undo"};
constexpr std::array<std::string_view, 2> mail_and_undo = {"mail", "undo"};  // undo: of what others did
constexpr std::array<std::string_view, 1> mail_only = {"mail"};
constexpr std::array operated = {Permission{"admin", every_operation}, Permission{"lead", mail_and_undo},
                                 Permission{"coordinator", mail_only}};

}  // namespace

bool may_read(const runtime::Actor& actor, std::string_view workflow, runtime::FamilyId family) {
    if (actor.person.number == 0) return true;  // the service itself
    const bool himself = (workflow == "person" || workflow == "onboarding") &&
                         family == runtime::family_rooted_at(actor.person);
    if (actor.partner.number == 0) return himself || permits(staff_reads, actor, workflow);
    return himself || (actor.partner == family && permits(partner_reads, actor, workflow));
}

bool may_read_book(const runtime::Actor& actor, std::string_view book) {
    return actor.partner.number == 0 && permits(books_read, actor, book);
}

bool may_operate(const runtime::Actor& actor, std::string_view operation) {
    return actor.partner.number == 0 && permits(operated, actor, operation);
}

}  // namespace waymark::partner
