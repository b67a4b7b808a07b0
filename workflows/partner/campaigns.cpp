#include "workflows/partner/campaigns.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "workflows/partner/data.hpp"
#include "workflows/partner/technologies.hpp"

namespace waymark::partner {

namespace {

using runtime::Asking;
using runtime::FactQuestion;
using runtime::FindInstances;
using runtime::Instance;
using runtime::InstanceId;
using runtime::InstancePtr;
using states::Value;

constexpr std::string_view all = "all";

std::string key_of(std::string_view partner, std::string_view technology) {
    return std::string(partner).append("/").append(technology);
}

Value value_of(const states::Text& gap) {
    if (gap.en.empty() && gap.ru.empty()) return nullptr;
    return Value::Object{{"en", gap.en}, {"ru", gap.ru}};
}

/// Why the partner cannot be invited; empty: it can.
std::string_view hindrance(const Instance& partner, std::string_view technology) {
    if (!partner.quarantine.empty()) return "QUARANTINED";
    const auto status = runtime::principal_state(partner);
    if (status != "active") return status == "quit_pending" ? "QUIT_PENDING" : "NOT_PARTNER";
    const Value wanted(technology);
    if (std::ranges::find(items(partner, "technologies"), wanted) != items(partner, "technologies").end())
        return "HAS_SPECIALIZATION";
    return std::ranges::any_of(items(partner, "applications"),
                               [&](const Value& each) { return each["technology"] == wanted; })
               ? "APPLIED"
               : "";
}

Value in_words(std::string_view code) {
    static const std::map<std::string_view, states::Text> texts = {
        {"NOT_PARTNER", {"there is no such partner in the program.", "такого партнёра в программе нет."}},
        {"QUARANTINED",
         {"its instance is quarantined; have it released first.",
          "партнёр в карантине; сначала снимите карантин."}},
        {"QUIT_PENDING", {"the partner is leaving the program.", "партнёр выходит из программы."}},
        {"HAS_SPECIALIZATION",
         {"the partner has this specialization.", "у партнёра уже есть эта специализация."}},
        {"APPLIED", {"the partner has begun an application for it.", "партнёр уже начал заявку на неё."}}};
    return value_of(texts.at(code));
}

/// Nullptr: it is not in the program.
InstancePtr live_partner(std::string_view id, const FindInstances& find) {
    const auto found = find("live-partner", id);
    return found.empty() ? nullptr : found.front();
}

/// A partner and a technology, before anybody of the team looks at them.
struct Standing {
    InstanceId partner;
    std::string_view technology;
    std::string_view code;  // empty: a candidate
    Nearness nearness;
};

Standing standing(const Instance& partner, std::string_view technology, const NearnessOf& nearness,
                  Instant at) {
    Standing result{partner.id, technology, hindrance(partner, technology), {}};
    if (!result.code.empty()) return result;
    auto known = nearness(partner.id, technology, at);
    if (!known) {
        result.code = "UNKNOWN";
    } else {
        result.nearness = std::move(*known);
        if (!result.nearness.ready && !result.nearness.nearly) result.code = "NOT_READY";
    }
    return result;
}

void each_standing(const Asking& asking, const NearnessOf& nearness,
                   const std::function<void(Standing)>& take) {
    for (const auto& partner : asking.inquiry.all("partner"))
        if (is_in_program(*partner))
            for (const auto& technology : technologies)
                take(standing(*partner, technology.code, nearness, asking.now));
}

std::vector<InstancePtr> invitations(const Instance& campaign, const FindInstances& find) {
    return find("invitations-by-campaign", runtime::to_text(campaign.id));
}

std::set<std::string> invited_keys(const Instance& campaign, const FindInstances& find) {
    std::set<std::string> keys;
    for (const auto& each : invitations(campaign, find))
        keys.insert(key_of(runtime::to_text(each->parent), text(*each, "technology")));
    return keys;
}

/// Each of the list who has no invitation yet, with the partner (nullptr: it has left) and what hinders.
void each_uninvited(const Instance& campaign, const FindInstances& find,
                    const std::function<void(const Value& candidate, const InstancePtr& partner,
                                             std::string_view hindrance)>& take) {
    const auto invited = invited_keys(campaign, find);
    for (const Value& each : items(campaign, "candidates")) {
        if (invited.contains(std::string(each["key"].string_or("")))) continue;
        const auto partner = live_partner(each["partner"].string_or(""), find);
        take(each, partner, partner ? hindrance(*partner, each["technology"].string_or("")) : "NOT_PARTNER");
    }
}

Value named(const Value& candidate) {
    return Value::Object{{"partner", candidate["partner"]}, {"technology", candidate["technology"]}};
}

/// When it cannot be told any more, what the list says.
Value with_gap(Value::Object offer, const Value& ready, const std::optional<Nearness>& now) {
    offer.emplace_back("ready", now ? Value(now->ready) : ready);
    offer.emplace_back("gap", now ? value_of(now->gap) : Value(nullptr));
    return offer;
}

/// A campaign's list made anew, with what people did to it before.
class List {
  public:
    explicit List(const Instance& campaign) : is_first_(is_in(campaign, "draft")) {
        for (const Value& each : items(campaign, "removed")) removed_.emplace(each["key"].string_or(""));
        for (const Value& each : items(campaign, "candidates"))
            before_.emplace(each["key"].string_or(""), &each);
    }
    void add(const Standing& standing) {
        const auto partner = runtime::to_text(standing.partner);
        const auto key = key_of(partner, standing.technology);
        if (removed_.contains(key)) return;
        const auto known = before_.find(key);
        const bool is_new = known == before_.end();
        entries_.push_back({standing.nearness.missing_percent,
                            Value::Object{{"key", key},
                                          {"partner", partner},
                                          {"technology", standing.technology},
                                          {"ready", standing.nearness.ready},
                                          {"added", is_new ? Value(false) : (*known->second)["added"]}}});
        if (!is_new)
            before_.erase(known);
        else if (!is_first_)
            joined_.push_back(named(entries_.back().candidate));
    }
    /// When all have been added.
    [[nodiscard]] Value::Object value() {
        std::ranges::stable_sort(entries_, {}, &Entry::missing_percent);
        Value::Array candidates, left;
        for (auto& each : entries_) candidates.push_back(std::move(each.candidate));
        for (const auto& [key, candidate] : before_)
            if ((*candidate)["added"] == Value(true))
                candidates.push_back(*candidate);
            else
                left.push_back(named(*candidate));
        return {
            {"candidates", std::move(candidates)}, {"joined", std::move(joined_)}, {"left", std::move(left)}};
    }

  private:
    struct Entry {
        int missing_percent = 0;  // 0: ready
        Value candidate;
    };
    const bool is_first_;
    std::set<std::string, std::less<>> removed_;
    std::map<std::string, const Value*, std::less<>> before_;  // those that nobody has computed again
    std::vector<Entry> entries_;
    Value::Array joined_;
};

}  // namespace

std::vector<runtime::Lookup> campaign_lookups() {
    return {{"listed-campaigns", "campaign",
             [](const Instance& campaign) { return std::string(is_in(campaign, "computed") ? all : ""); }},
            {"invitations-by-campaign", "invitation", [](const Instance& invitation) {
                 return runtime::is_undone(invitation) ? std::string() : text(invitation, "campaign");
             }}};
}

Value candidates(const Asking& asking, const NearnessOf& nearness) {
    List list(*asking.instance);
    std::map<std::string_view, int> counts;
    each_standing(asking, nearness, [&](const Standing& each) {
        if (each.code.empty())
            list.add(each);
        else
            ++counts[each.code];
    });
    Value::Object left_out;
    for (const auto& [code, count] : counts) left_out.emplace_back(std::string(code), count);
    auto made = list.value();
    made.emplace_back("left_out", std::move(left_out));
    return made;
}

Value candidate_fact(const FactQuestion& question, const NearnessOf& nearness) {
    const Value &id = question.event.data["partner"], &technology = question.event.data["technology"];
    if (!id.is_string() || !technology.is_string()) return {};
    const auto partner = live_partner(id.string(), question.find);
    const auto code = partner ? hindrance(*partner, technology.string()) : "NOT_PARTNER";
    if (!code.empty()) return Value::Object{{"code", code}, {"text", in_words(code)}, {"ready", nullptr}};
    const auto known = nearness(partner->id, technology.string(), question.at);
    return Value::Object{
        {"code", nullptr}, {"text", nullptr}, {"ready", known ? Value(known->ready) : Value(nullptr)}};
}

Value invited_fact(const FactQuestion& question) {
    const auto ends_at = parse_instant(text(question.instance, "ends_at"));
    const bool over = ends_at && question.at >= *ends_at;
    int pending = 0;
    Value::Array skipped;
    each_uninvited(question.instance, question.find,
                   [&](const Value& candidate, const InstancePtr&, std::string_view code) {
                       if (code.empty() && over) code = "WINDOW_CLOSED";
                       if (code.empty())
                           ++pending;
                       else
                           skipped.emplace_back(Value::Object{{"partner", candidate["partner"]},
                                                              {"technology", candidate["technology"]},
                                                              {"code", code}});
                   });
    return Value::Object{
        {"invited", static_cast<std::int64_t>(invitations(question.instance, question.find).size())},
        {"pending", pending},
        {"skipped", std::move(skipped)}};
}

Value answers_fact(const FactQuestion& question) {
    int invited = 0, interested = 0, declined = 0, applied = 0;
    for (const auto& each : invitations(question.instance, question.find)) {
        const auto answer = text(*each, "answer");
        ++invited;
        if (runtime::principal_state(*each) == "applied")
            ++applied;
        else if (answer == "interested")
            ++interested;
        else if (answer == "declined")
            ++declined;
    }
    return Value::Object{{"invited", invited},
                         {"interested", interested},
                         {"declined", declined},
                         {"applied", applied},
                         {"none", invited - interested - declined - applied}};
}

std::vector<runtime::Errand> renewals_after(const std::string& import, const FindInstances& find) {
    std::vector<runtime::Errand> errands;
    for (const auto& campaign : find("listed-campaigns", all))
        for (auto& renewal : lists_of(*campaign, Value(import), {})) errands.push_back(std::move(renewal));
    return errands;
}

std::vector<runtime::Errand> lists_of(const Instance& campaign, const Value& newest_import,
                                      const std::function<Value(const Asking&)>& compute) {
    if (is_in(campaign, "draft") || is_in(campaign, "renewing"))
        return {{campaign.id, "list.computed", {}, compute}};
    if (is_in(campaign, "computed") && datum(campaign, "considers") != newest_import)
        return {{campaign.id, "list.renew", {}}};
    return {};
}

std::vector<runtime::Errand> invitations_of(const Instance& campaign, const FindInstances& find,
                                            const NearnessNow& nearness) {
    std::vector<runtime::Errand> errands;
    if (!is_in(campaign, "sending")) return errands;
    each_uninvited(
        campaign, find, [&](const Value& candidate, const InstancePtr& partner, std::string_view hindrance) {
            if (!hindrance.empty()) return;
            const Value::Object offer{{"campaign", runtime::to_text(campaign.id)},
                                      {"window", datum(campaign, "window")},
                                      {"technology", candidate["technology"]},
                                      {"opens_at", datum(campaign, "opens_at")},
                                      {"ends_at", datum(campaign, "ends_at")}};
            errands.push_back(
                {partner->id,
                 "invitation.offer",
                 {},
                 [=, ready = candidate["ready"], technology = candidate["technology"]](const Asking& asking) {
                     return with_gap(offer, ready, nearness(asking, technology.string()));
                 }});
        });
    // Over the same thread as they, so that it comes behind them.
    errands.push_back(
        {campaign.id, "campaign.sent", {}, [](const Asking&) { return Value(Value::Object{}); }});
    return errands;
}

std::vector<LeftOut> left_out(const Asking& asking, const NearnessOf& nearness) {
    const Instance& campaign = *asking.instance;
    std::set<std::string, std::less<>> listed;
    std::map<std::string, const Value*, std::less<>> removed;
    for (const Value& each : items(campaign, "candidates")) listed.emplace(each["key"].string_or(""));
    for (const Value& each : items(campaign, "removed")) removed.emplace(each["key"].string_or(""), &each);
    std::vector<LeftOut> rows;
    each_standing(asking, nearness, [&](const Standing& each) {
        const auto key = key_of(runtime::to_text(each.partner), each.technology);
        if (listed.contains(key)) return;
        const auto by_the_team = removed.find(key);
        if (by_the_team != removed.end())
            rows.push_back({each.partner, std::string(each.technology), "REMOVED", each.nearness.gap,
                            std::string((*by_the_team->second)["reason"].string_or(""))});
        else if (!each.code.empty())
            rows.push_back(
                {each.partner, std::string(each.technology), std::string(each.code), each.nearness.gap, {}});
    });
    return rows;
}

}  // namespace waymark::partner
