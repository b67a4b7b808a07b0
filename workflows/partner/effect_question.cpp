#include "workflows/partner/effect_question.hpp"

#include <algorithm>
#include <map>

#include "workflows/partner/data.hpp"
#include "workflows/partner/eligibility/edition_difference.hpp"
#include "workflows/partner/eligibility/edition_words.hpp"
#include "workflows/partner/publications.hpp"

namespace waymark::partner {

namespace {

using runtime::Asking;
using runtime::InstanceId;
using runtime::InstancePtr;
using states::Text;
using states::Value;

/// How a partner stands by one edition.
enum class Standing : std::uint8_t { pass, fail, unknown, none };
const char* in_word(Standing standing) {
    constexpr std::array words = {"pass", "fail", "unknown", "none"};
    return words.at(static_cast<std::size_t>(standing));
}
bool is_known(Standing standing) { return standing == Standing::pass || standing == Standing::fail; }

struct Side {
    Standing standing = Standing::none;
    const SpecializationRules* rules = nullptr;
    Text missing;
};

Side side(const Edition* edition, const Evidence& evidence, const Assessor::Case& of) {
    Side found;
    found.rules = edition ? edition->applied_for(of.technology) : nullptr;
    const auto assessment = Assessor::assess_by(edition, evidence, of);
    if (!assessment) return found;
    found.standing = assessment->verdict == Verdict::pass   ? Standing::pass
                     : assessment->verdict == Verdict::fail ? Standing::fail
                                                            : Standing::unknown;
    for (const auto& each : assessment->conditions) {
        if (each.verdict == Verdict::pass) continue;
        found.missing.en += (found.missing.en.empty() ? "" : " ") + each.text.en;
        found.missing.ru += (found.missing.ru.empty() ? "" : " ") + each.text.ru;
    }
    return found;
}

/// Nothing: nobody who looks at the partner would call it a change.
std::optional<std::string_view> change(Standing before, Standing after, bool holder) {
    if (before == after) return std::nullopt;
    if (after == Standing::pass) return "gains";
    if (after == Standing::fail && before == Standing::pass) return "loses";
    if (after == Standing::fail) return holder ? std::optional<std::string_view>("fails") : std::nullopt;
    if (!is_known(before) || (after == Standing::none && before == Standing::fail && !holder))
        return std::nullopt;
    return "unknown";
}

/// What the first day does to the mark "at risk" that would not have come or gone without the edition.
std::optional<std::string_view> mark(Standing before, Standing after,
                                     const runtime::Instance& specialization) {
    const bool at_risk = is_in(specialization, "at_risk");
    if (!at_risk && after == Standing::fail && before != Standing::fail) return "set";
    const bool by_service = !datum(specialization, "risk")["by"].is_string();
    if (at_risk && by_service && after == Standing::pass && before != Standing::pass) return "cleared";
    return std::nullopt;
}

Text reward_in_words(const SpecializationRules* rules, const Edition* edition) {
    if (rules == nullptr || !rules->reward) return {"none", "нет"};
    return in_words(*rules->reward, *edition);
}

Value or_null(const std::optional<std::string_view>& text) { return text ? Value(*text) : Value(nullptr); }

/// Does it move what is credited to all partners, whatever they hold? Of a service all but its name does.
bool moves_accruals(const Difference& difference) {
    const auto& path = difference.path;
    if (path == "bonus_basis_points" || path.starts_with("vat/") || path.ends_with("/reward")) return true;
    return path.starts_with("service/") &&
           (difference.change != Difference::Change::changed || path.ends_with("/bonus_exclusion") ||
            path.ends_with("/counts_for"));
}

class Effect {
  public:
    Effect(const Assessor& assessor, const Calendar& calendar, const Edition& edition, const Asking& asking)
        : assessor_(assessor), asking_(asking), after_(edition) {
        before_ = assessor.editions().on(edition.from - std::chrono::days(1));
        comes_ = edition.from > calendar.date_of(asking.now);
        window_month_ = assessor.window_month(calendar.at(edition.from));
        for (const auto* each : {before_, &after_}) {
            if (each == nullptr) continue;
            for (const auto& technology : each->technologies)
                if (std::ranges::find(technologies_, technology.code) == technologies_.end())
                    technologies_.push_back(technology.code);
        }
        for (const auto& each : asking.find("active-specializations", "all"))
            held_[{runtime::root_of(each->family), text(*each, "technology")}] = each;
    }

    Value answer() {
        const auto evidence_of = assessor_.evidence_by(asking_.inquiry);
        for (const auto& partner : asking_.inquiry.all("partner"))
            if (is_in_program(*partner)) take(*partner, evidence_of(partner->id));
        Value::Object counts{{"partners", partners_}};
        for (const char* name :
             {"gains", "loses", "unknown", "fails", "marks_set", "marks_cleared", "timers", "accruals"})
            counts.emplace_back(name, counts_[name]);
        return Value::Object{{"version", after_.version},
                             {"from", to_text(after_.from)},
                             {"before", before_ ? Value(before_->version) : Value(nullptr)},
                             {"counts", std::move(counts)},
                             {"differences", differences()},
                             {"rows", std::move(rows_)}};
    }

  private:
    void take(const runtime::Instance& partner, const Evidence& evidence) {
        ++partners_;
        for (const auto& technology : technologies_) {
            const Assessor::Case of{technology, after_.from, window_month_, {}, false};
            row(partner, technology, side(before_, evidence, of), side(&after_, evidence, of));
        }
    }

    void row(const runtime::Instance& partner, const std::string& technology, const Side& before,
             const Side& after) {
        const auto held = held_.find({partner.id, technology});
        const auto* holder = held == held_.end() ? nullptr : held->second.get();
        const auto changed = change(before.standing, after.standing, holder != nullptr);
        const auto marked = holder ? mark(before.standing, after.standing, *holder) : std::nullopt;
        const Value armed = holder ? datum(*holder, "reviewed")["review_on"] : Value(nullptr);
        const bool moved = holder && comes_ && (!armed.is_string() || armed.string() > to_text(after_.from));
        const auto rewards =
            std::pair(reward_in_words(before.rules, before_), reward_in_words(after.rules, &after_));
        const bool accrues = holder && rewards.first.en != rewards.second.en;
        if (!changed && !marked && !moved && !accrues) return;

        if (changed) ++counts_[std::string(*changed)];
        if (marked) ++counts_["marks_" + std::string(*marked)];
        if (moved) ++counts_["timers"];
        if (accrues) ++counts_["accruals"];
        const auto both = [&](const std::string& was, const std::string& is) {
            return accrues ? Value(was + " → " + is) : Value(nullptr);
        };
        const bool lacks = changed && after.standing != Standing::pass;
        rows_.emplace_back(Value::Object{{"partner", runtime::to_text(partner.id)},
                                         {"name", asking_.inquiry.reveal(datum(partner, "name"))},
                                         {"technology", technology},
                                         {"holder", holder != nullptr},
                                         {"before", in_word(before.standing)},
                                         {"after", in_word(after.standing)},
                                         {"change", or_null(changed)},
                                         {"mark", or_null(marked)},
                                         {"review_before", armed.is_string() ? armed : Value(nullptr)},
                                         {"review_after", moved               ? Value(to_text(after_.from))
                                                          : armed.is_string() ? armed
                                                                              : Value(nullptr)},
                                         {"reward_en", both(rewards.first.en, rewards.second.en)},
                                         {"reward_ru", both(rewards.first.ru, rewards.second.ru)},
                                         {"missing_en", lacks ? Value(after.missing.en) : Value(nullptr)},
                                         {"missing_ru", lacks ? Value(after.missing.ru) : Value(nullptr)}});
    }

    [[nodiscard]] Value::Array differences() const {
        Value::Array all;
        if (!before_) return all;
        for (const auto& each : diff(*before_, after_))
            all.emplace_back(Value::Object{{"change", partner::to_text(each.change)},
                                           {"path", each.path},
                                           {"text", to_value(each.text)},
                                           {"accruals", moves_accruals(each)}});
        return all;
    }

    const Assessor& assessor_;
    const Asking& asking_;
    const Edition& after_;
    const Edition* before_ = nullptr;
    bool comes_ = false;
    int window_month_ = 0;
    std::vector<std::string> technologies_;
    std::map<std::pair<InstanceId, std::string>, InstancePtr> held_;
    std::int64_t partners_ = 0;
    std::map<std::string, std::int64_t> counts_;
    Value::Array rows_;
};

}  // namespace

runtime::Question effect_question(std::shared_ptr<const Assessor> assessor, const Calendar& calendar) {
    runtime::Question question;
    question.name = "effect";
    question.workflow = "edition";
    question.title = {"What its publication means for every partner",
                      "Что её публикация означает для каждого партнёра"};
    question.columns = {"partner",   "name",      "technology", "holder",        "before",
                        "after",     "change",    "mark",       "review_before", "review_after",
                        "reward_en", "reward_ru", "missing_en", "missing_ru"};
    question.answer = [assessor = std::move(assessor), &calendar](const Asking& asking) -> Result<Value> {
        const auto edition = edition_in(*asking.instance);
        if (!edition)
            return Error{
                "not-found",
                "There is no edition to look at: " + edition.error().place + ": " + edition.error().message,
                {},
                {}};
        return Effect(*assessor, calendar, *edition, asking).answer();
    };
    return question;
}

}  // namespace waymark::partner
