// The program's policy as a table: who reads which workflow's instances, which members of their data, the
// service's books, and who may operate the service. What is not written here is denied. Who may send an event
// stands at the event in its definition; docs/roles.md shows both. Read by policy.cpp alone. Pure.
#pragma once

#include <array>
#include <string_view>

#include "workflows/partner/roles.hpp"

namespace waymark::partner::table {

/// A cell for each role, in the order of roles.hpp.
class Cells {
  public:
    // NOLINTNEXTLINE(google-explicit-constructor): a row is written as its text
    consteval Cells(std::string_view text) {
        std::size_t count = 0;
        for (const char c : text)
            if (c != ' ') cells_[count++] = c;  // beyond the end: does not compile
        if (count != role_count) throw "a row has a cell for each role";
    }
    // NOLINTNEXTLINE(google-explicit-constructor)
    consteval Cells(const char* text) : Cells(std::string_view(text)) {}
    [[nodiscard]] constexpr char of(std::size_t role) const { return cells_[role]; }

  private:
    std::array<char, role_count> cells_{};
};

struct Row {
    std::string_view name;
    Cells cells;
};

// Instances. a: of everybody · o: of his own partner · s: what is assigned to him · h: what he himself is or
// has begun · w: with what it belongs to · . none. Everybody has h beside what stands here where anybody has
// it.
inline constexpr std::array instances = {
    // clang-format off
    //                    the provider's staff                      a partner's people
    //                    adm aud led coo pam sup spl arc cma fin   own adm acc edi vie   prospect
    Row{"partner",        "a   a   a   a   a   a   a   .   .   a     o   o   o   o   o     ."},
    Row{"specialization", "a   a   a   a   a   .   .   .   .   .     o   o   o   o   o     ."},
    Row{"application",    "a   a   a   a   a   .   .   s   .   .     o   o   .   .   .     ."},
    Row{"interview",      "a   a   a   a   a   .   .   s   .   .     o   o   .   .   .     ."},
    Row{"presale",        "a   a   a   a   a   .   .   .   a   .     o   o   .   .   .     ."},
    Row{"notice",         "a   a   a   a   a   a   a   .   .   a     o   o   .   .   .     ."},
    Row{"revocation",     "a   a   a   a   a   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"window",         "a   a   a   a   a   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"agreement",      "a   a   a   a   a   .   .   .   .   a     o   o   o   o   o     ."},
    Row{"employee",       "a   a   a   a   a   .   .   .   .   .     o   o   .   .   .     ."},
    Row{"solution",       "a   a   a   a   a   .   .   a   .   .     o   o   .   .   .     ."},
    Row{"plan",           "a   a   a   a   a   .   .   .   .   .     o   o   .   .   .     ."},
    Row{"project",        "a   a   a   a   a   .   .   a   .   .     o   o   .   .   .     ."},
    Row{"customer",       "a   a   a   a   a   .   .   .   .   a     o   o   o   o   .     ."},
    Row{"subaccount",     "a   a   a   a   a   .   .   .   .   a     o   o   o   o   .     ."},
    Row{"scope",          "a   a   a   a   a   .   .   .   .   a     o   o   o   o   .     ."},
    Row{"invoice",        "a   a   a   a   a   .   .   .   .   a     o   o   o   .   .     ."},
    Row{"import",         "a   a   a   a   a   .   .   .   .   a     .   .   .   .   .     ."},
    Row{"campaign",       "a   a   a   a   a   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"invitation",     "a   a   a   a   a   .   .   .   .   .     o   o   .   .   .     ."},
    Row{"benefit",        "a   a   a   a   a   .   .   .   .   .     o   o   .   .   .     ."},
    Row{"edition",        "a   a   a   a   a   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"attachment",     "w   w   w   w   w   w   w   w   .   w     w   w   .   .   .     ."},
    Row{"onboarding",     "a   a   a   a   a   h   h   h   h   h     h   h   h   h   h     h"},
    Row{"person",         "a   a   h   h   h   h   h   h   h   h     h   h   h   h   h     h"},
    // clang-format on
};

// Attachments by their kind, of instances that he may know of. x: knows of them and reads them · . not.
inline constexpr std::array attachments = {
    // clang-format off
    //                    adm aud led coo pam sup spl arc cma fin   own adm acc edi vie   prospect
    Row{"business-plan",  "x   x   x   x   x   .   .   x   .   .     x   x   .   .   .     ."},
    Row{"score-sheet",    "x   x   x   x   x   .   .   x   .   .     .   .   .   .   .     ."},
    Row{"evidence",       "x   x   x   x   x   x   x   x   .   x     x   x   .   .   .     ."},
    // clang-format on
};

// Kinds of members of an instance's data, of an event's data and of a message's fields. x: sees them · . not.
enum class Kind { open, business, personal, money, judgement, team };
inline constexpr std::array kinds = {
    // clang-format off
    //                    adm aud led coo pam sup spl arc cma fin   own adm acc edi vie   prospect
    Row{"open",           "x   x   x   x   x   x   x   x   x   x     x   x   x   x   x     x"},
    Row{"business",       "x   x   x   x   x   .   .   x   .   x     x   x   x   x   x     x"},
    Row{"personal",       "x   x   x   x   x   .   .   x   .   .     x   x   .   .   .     x"},
    Row{"money",          "x   x   x   x   x   .   .   .   .   x     x   x   x   x   .     ."},
    Row{"judgement",      "x   x   x   x   x   .   .   x   .   .     .   .   .   .   .     ."},
    Row{"team",           "x   x   x   x   x   .   .   .   x   .     .   .   .   .   .     ."},
    // clang-format on
};

struct Members {
    std::string_view workflow;
    Kind kind;
    std::string_view names;  // with spaces between; "event:name": of that event only
};

// Which members are of which kind. One that is named nowhere is the team's.
inline constexpr std::array members = {
    // clang-format off
    Members{"partner",        Kind::open,      "name tin locale notice exit_date exit_at last_partner_day last_day revoked_at at sender received_at requested_exit_date form ticket"},
    Members{"partner",        Kind::business,  "since pam onboarding previous technologies applications technology campaign window ready gap opens_at ends_at benefit on again_from revocation effective_on appeal_until reason grounds reason_code clause agreement settlement number date from to implemented_on product direct_contract mode"},
    Members{"partner",        Kind::personal,  "purpose contacts customer customer_kind request deal project employee.add:name customer.add:name customer.add:tin title description document note"},
    Members{"partner",        Kind::money,     "debt.set:reason debt.clear:reason amount_kopecks invoice.record:number month issued_on due_on"},
    Members{"partner",        Kind::team,      "late_grant evidence revocation.propose:reason_code revocation.propose:clause facts"},
    Members{"specialization", Kind::open,      "technology periods ended_by ended_from cure_date reason exit_at at"},
    Members{"specialization", Kind::business,  "risk reviewed unmet facts"},
    Members{"specialization", Kind::team,      "late_grant end.cancel:reason"},
    Members{"application",    Kind::open,      "technology solutions business_plan leaving submitted_at window window_opens_at window_ends_at carried evaluation asked interview interview_result missed_twice decided_at decision stage held_in conditions reason code comment state starts_at place recommendations architect facts attached kind media_type"},
    Members{"application",    Kind::personal,  "specialists file"},
    Members{"application",    Kind::team,      "went_on late_grant complete:reason late_grant.propose:reason"},
    Members{"interview",      Kind::open,      "technology application window_ends_at starts_at ends_at place minutes after_window missed reason recommendations architect"},
    Members{"interview",      Kind::judgement, "scores comment result_due result_overdue kind file media_type"},
    Members{"interview",      Kind::team,      "facts"},
    Members{"presale",        Kind::open,      "company customer customer_kind request deal project term overdue manager contacted_at outcome cancelled_by channel reason exit_at at"},
    Members{"presale",        Kind::team,      "note"},
    Members{"notice",         Kind::open,      "received_at received_date requested_exit_date sender form ticket validation overdue earliest_exit_date date_shifted exit_date last_partner_day exit_at refusal checklist reason comment item done at kind file media_type"},
    Members{"notice",         Kind::team,      "facts"},
    Members{"revocation",     Kind::team,      "reason_code clause evidence proposed_by demand cure_until approved_by effective_on effective_at appeal_until appeal decided_by outcome days reason grounds exit_at at facts kind file media_type"},
    Members{"agreement",      Kind::open,      "number signed_on amendments ended_on ended_by date exit_at at"},
    Members{"agreement",      Kind::business,  "reason"},
    Members{"employee",       Kind::open,      "partner from to stays certificates entries next_ending certificate code number trained_on certified_on valid_to endings"},
    Members{"employee",       Kind::personal,  "name employee reason"},
    Members{"employee",       Kind::team,      "facts"},
    Members{"solution",       Kind::open,      "partner technology implemented_on verified_on verified_by kind result media_type"},
    Members{"solution",       Kind::personal,  "title description reason what file"},
    Members{"solution",       Kind::team,      "facts"},
    Members{"plan",           Kind::open,      "partner technology approved_on approved_by kind result plan attached media_type"},
    Members{"plan",           Kind::personal,  "document note returned_for reason what file"},
    Members{"plan",           Kind::team,      "facts"},
    Members{"project",        Kind::open,      "partner technology product implemented_on confirmed_on confirmed_by kind result media_type"},
    Members{"project",        Kind::personal,  "customer description reason what file"},
    Members{"project",        Kind::team,      "facts"},
    Members{"customer",       Kind::business,  "partner name tin direct_contract parts account scope kind product from"},
    Members{"customer",       Kind::team,      "facts"},
    Members{"subaccount",     Kind::business,  "partner account from to on"},
    Members{"subaccount",     Kind::team,      "facts"},
    Members{"scope",          Kind::business,  "partner scope kind product from to on"},
    Members{"window",         Kind::team,      "opens_at ends_at month first_ends_at proposal extensions report last_day reason facts"},
    Members{"invoice",        Kind::money,     "partner number month amount_kopecks issued_on due_on paid_on overdue on reason"},
    Members{"import",         Kind::money,     "kind file checked_by found given complete published rows total_kopecks digest parts months partners added corrected unchanged errors partners_digest facts"},
    Members{"campaign",       Kind::team,      "window opens_at ends_at send_at candidates left_out considers renewed added removed overdue approved cancelled sent skipped answers joined left import partner technology reason facts"},
    Members{"invitation",     Kind::open,      "campaign window technology ready gap opens_at ends_at answer answered application lapsed_by reason exit_at at"},
    Members{"invitation",     Kind::team,      "facts"},
    Members{"benefit",        Kind::open,      "benefit technology on purpose cancelled reason exit_at at"},
    Members{"benefit",        Kind::money,     "amount_kopecks"},
    Members{"benefit",        Kind::team,      "booked_by"},
    Members{"edition",        Kind::team,      "file text version from proposed published declined seen reason facts"},
    Members{"attachment",     Kind::open,      "kind of workflow file media_type added_by size sha256 own_until problem removed_for reason"},
    Members{"onboarding",     Kind::open,      "company tin locale contacts video_watched partnership_type tax_type questionnaire billing_account previous missing expires_on submitted_at days_left counted_from counted_provisionally term overdue requested_changes requirements rejection agreement pam partner reason reason_code business rf_resident wire_transfer paid_version signatory date number"},
    Members{"onboarding",     Kind::team,      "facts"},
    Members{"person",         Kind::open,      "name email locale roles partner competences tokens deputy from to onboarding id expires_at company tin contacts video_watched partnership_type tax_type questionnaire billing_account facts"},
    Members{"person",         Kind::team,      "digest"},
    // clang-format on
};

struct Setters {
    std::string_view workflow, event;
    std::string_view names;  // with spaces between
    std::string_view roles;
};

// Members of an event's data that not everybody sets who may send the event. The day of receipt decides when
// the thirty days are over: a partner's own is the day on which it sends.
inline constexpr std::array setters = {
    Setters{"partner", "notice.register", "received_at ticket", "support support-lead"},
};

// The service's own books. x: all of it · . none.
inline constexpr std::array books = {
    // clang-format off
    //                    adm aud led coo pam sup spl arc cma fin   own adm acc edi vie   prospect
    Row{"journal",        "x   x   .   .   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"timers",         "x   x   x   x   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"outbox",         "x   x   x   x   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"definitions",    "x   x   x   x   x   x   x   x   x   x     .   .   .   .   .     ."},
    // clang-format on
};

// What is done to the service as a whole. "undo": of what others did; his own everybody undoes.
inline constexpr std::array operations = {
    // clang-format off
    //                    adm aud led coo pam sup spl arc cma fin   own adm acc edi vie   prospect
    Row{"resume",         "x   .   .   .   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"release",        "x   .   .   .   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"clock",          "x   .   .   .   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"backup",         "x   .   .   .   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"mail",           "x   .   x   x   .   .   .   .   .   .     .   .   .   .   .     ."},
    Row{"undo",           "x   .   x   .   .   .   .   .   .   .     .   .   .   .   .     ."},
    // clang-format on
};

// Whose messages are a partner's people's to see: those written to them.
inline constexpr std::array<std::string_view, 2> partners_audiences = {"partner", "prospect"};

}  // namespace waymark::partner::table
