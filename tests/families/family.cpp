#include "tests/families/family.hpp"

#include <algorithm>
#include <map>

#include "workflows/partner/data.hpp"
#include "workflows/partner/dates.hpp"

namespace waymark::families {

using states::Value;

std::string state_of(const InstancePtr& instance) { return std::string(runtime::principal_state(*instance)); }
bool is_in(const InstancePtr& instance, std::string_view state) { return partner::is_in(*instance, state); }
const Value& datum(const InstancePtr& instance, std::string_view name) {
    return partner::datum(*instance, name);
}
std::string text(const InstancePtr& instance, std::string_view name) {
    return partner::text(*instance, name);
}

std::vector<InstancePtr> Family::of(std::string_view workflow) const {
    std::vector<InstancePtr> all;
    std::ranges::copy_if(members, std::back_inserter(all),
                         [&](const auto& each) { return each->definition->workflow == workflow; });
    return all;
}

std::vector<InstancePtr> Family::living(std::string_view workflow) const {
    auto all = of(workflow);
    std::erase_if(all, [](const auto& each) { return !each->state.running; });
    return all;
}

std::string Family::status() const { return state_of(root); }

namespace {

class Judge {
  public:
    explicit Judge(const Family& family) : family_(family), status_(family.status()) {}

    std::vector<std::string> sentence() {
        for (const auto& member : family_.members)
            expect(member->state.running || member->state.timers.empty(), "an ended instance has timers",
                   member);
        for (const auto& member : family_.members)
            expect(member->quarantine.empty(), "quarantined: " + member->quarantine, member);
        applications();
        interviews();
        specializations();
        notices();
        revocations();
        benefits();
        return std::move(found_);
    }

  private:
    void expect(bool holds, const std::string& what, const InstancePtr& whose) {
        if (!holds)
            found_.push_back(what + ": " + whose->definition->workflow + " " + runtime::to_text(whose->id) +
                             " in " + state_of(whose) + ", partner " + status_);
    }
    [[nodiscard]] bool partner_still() const { return status_ == "active" || status_ == "quit_pending"; }

    void applications() {
        std::set<std::string> technologies, listed;
        for (const auto& entry : datum(family_.root, "applications").array())
            listed.insert(entry["id"].string());
        const auto open = family_.living("application");
        for (const auto& application : open) {
            const bool draft = state_of(application) == "draft", held = state_of(application) == "on_hold";
            expect(partner_still(), "an open application without a partner", application);
            expect(technologies.insert(text(application, "technology")).second,
                   "two open applications for a technology", application);
            expect(listed.erase(runtime::to_text(application->id)) == 1, "the partner does not know it",
                   application);
            expect(draft || held == (status_ == "quit_pending"), "on hold exactly while leaving",
                   application);
            if (draft || held)
                expect(datum(application, "leaving") == Value(status_ == "quit_pending"),
                       "a draft knows that its partner leaves", application);
            if (is_in(application, "working")) expect_target(application);
            if (held) expect(application->state.timers.empty(), "timers on hold", application);
            expect(held == !datum(application, "held_in").is_null(), "held_in is said on hold only",
                   application);
            expect(!is_in(application, "interview") || interviews_of(application) == 1,
                   "an interview is awaited, and there is one", application);
        }
        if (!listed.empty()) found_.push_back("the partner knows an application that is not open");
    }

    void expect_target(const InstancePtr& application) {
        const auto ends_at = parse_instant(text(application, "window_ends_at"));
        const bool armed = std::ranges::any_of(application->state.timers, [&](const states::Timer& timer) {
            return timer.send.id == "window_closes" && timer.due == *ends_at;
        });
        expect(armed, "nothing waits for the end of its window", application);
        const auto& carried = datum(application, "carried").array();
        for (std::size_t i = 0; i < carried.size(); ++i)
            expect(carried[i].string() <
                       (i + 1 < carried.size() ? carried[i + 1].string() : text(application, "window")),
                   "windows follow one another", application);
    }

    /// A27: the cap of grants holds for a calendar year, all specializations together.
    void benefits() {
        std::map<std::string, double> booked;
        for (const auto& use : family_.of("benefit"))
            if (state_of(use) == "booked")
                booked[text(use, "on").substr(0, 4)] += datum(use, "amount_kopecks").number();
        for (const auto& [year, kopecks] : booked)
            if (kopecks > 15'000'000) found_.push_back("more grants than the cap in " + year);
    }

    [[nodiscard]] int interviews_of(const InstancePtr& application) const {
        int count = 0;
        for (const auto& interview : family_.living("interview"))
            if (interview->parent == application->id) ++count;
        return count;
    }

    void interviews() {
        for (const auto& interview : family_.living("interview")) {
            const auto application =
                std::ranges::find(family_.members, interview->parent, &runtime::Instance::id);
            expect(is_in(*application, "interview"), "an interview that nobody awaits", interview);
            expect(datum(interview, "window_ends_at") == datum(*application, "window_ends_at"),
                   "an interview knows its application's window", interview);
            expect(datum(*application, "interview")["starts_at"] == datum(interview, "starts_at"),
                   "an application knows its interview's slot", interview);
        }
    }

    void specializations() {
        std::set<std::string> technologies;
        Value::Array active;
        for (const auto& each : family_.of("specialization")) {
            expect(technologies.insert(text(each, "technology")).second,
                   "two specializations of a technology", each);
            const bool is_active = state_of(each) == "active";
            if (is_active) active.push_back(datum(each, "technology"));
            expect(!is_active || partner_still(), "active without a partner", each);
            for (const auto& application : family_.living("application"))
                expect(!is_active || datum(application, "technology") != datum(each, "technology"),
                       "applied for and active", each);
            const auto& periods = datum(each, "periods").array();
            for (std::size_t i = 0; i < periods.size(); ++i) {
                const bool last = i + 1 == periods.size();
                expect(periods[i]["to"].is_null() == (last && is_active), "the last period alone is open",
                       each);
                expect(periods[i]["to"].is_null() || periods[i]["from"].string() <= periods[i]["to"].string(),
                       "a period ends before it begins", each);
                expect(last || periods[i]["to"].string() <= periods[i + 1]["from"].string(),
                       "periods overlap", each);
            }
        }
        auto known = datum(family_.root, "technologies").array();
        const auto by_text = [](const Value& a, const Value& b) { return a.string() < b.string(); };
        std::ranges::sort(known, by_text);
        std::ranges::sort(active, by_text);
        expect(known == active, "the partner knows its specializations", family_.root);
    }

    void notices() {
        const auto open = family_.living("notice");
        const bool accepted =
            std::ranges::any_of(open, [](const auto& each) { return state_of(each) == "accepted"; });
        expect(open.size() <= 1, "two open notices", family_.root);
        expect(accepted == (status_ == "quit_pending"), "leaving exactly by an accepted notice",
               family_.root);
        expect(open.empty() || partner_still(), "a notice without a partner", family_.root);
        expect(datum(family_.root, "notice") ==
                   (open.empty() ? Value(nullptr) : Value(runtime::to_text(open[0]->id))),
               "the partner knows its notice", family_.root);
        for (const auto& each : family_.of("notice")) {
            if (state_of(each) != "executed") continue;
            const auto received = partner::parse_date(text(each, "received_date")),
                       left = partner::parse_date(text(each, "exit_date"));
            expect((*left - *received).count() >= 30, "thirty days", each);
            expect(status_ == "exited", "executed without an exit", each);
        }
    }

    void revocations() {
        int open = 0, in_effect = 0;
        for (const auto& each : family_.of("revocation")) {
            const auto state = state_of(each);
            if (is_in(each, "open")) ++open;
            if (is_in(each, "in_effect") || state == "upheld") ++in_effect;
            if (is_in(each, "in_effect") || state == "upheld" || state == "reversed")
                expect(datum(each, "approved_by") != datum(each, "proposed_by") &&
                           !datum(each, "approved_by").is_null(),
                       "four eyes", each);
        }
        expect(open <= 1, "two open revocations", family_.root);
        expect(open == 0 || partner_still(), "a revocation without a partner", family_.root);
        expect((in_effect == 1) == (status_ == "revoked") && in_effect <= 1,
               "revoked exactly by one in effect", family_.root);
    }

    const Family& family_;
    const std::string status_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> faults(const Family& family) { return Judge(family).sentence(); }

std::vector<std::string> clashes(const std::vector<InstancePtr>& interviews) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < interviews.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto &a = interviews[i], &b = interviews[j];
            if (state_of(a) != "scheduled" || state_of(b) != "scheduled" ||
                text(a, "architect") != text(b, "architect"))
                continue;
            const auto gap = std::chrono::minutes(15);
            if (*parse_instant(text(a, "ends_at")) + gap > *parse_instant(text(b, "starts_at")) &&
                *parse_instant(text(b, "ends_at")) + gap > *parse_instant(text(a, "starts_at")))
                found.push_back(text(a, "starts_at") + " and " + text(b, "starts_at") + " of " +
                                text(a, "architect"));
        }
    return found;
}

}  // namespace waymark::families
