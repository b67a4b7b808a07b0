#include "workflows/partner/eligibility/edition_difference.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/eligibility/edition_words.hpp"

namespace waymark::partner {

namespace {

using states::Text;
using states::Value;

/// One thing that an edition says. What two editions say at the same path is compared by `compared`; what
/// lies below a path of its own ("a/b" below "a") goes without saying when the upper one is new or gone.
struct Statement {
    std::string path;
    Text label, words;
    Value compared, value;
};

/// Everything an edition says, upper things before lower ones.
class Statements {
  public:
    explicit Statements(const Edition& edition) : edition_(edition) {
        general();
        names("technology", {"technology", "технология"}, edition.technologies);
        names("certificate", {"certificate", "сертификат"}, edition.certificates);
        names("product", {"product", "продукт"}, edition.products);
        names("benefit", {"benefit", "преимущество"}, edition.benefits);
        for (const auto& benefit : edition.benefits)
            if (benefit.yearly_limit) limit(benefit);
        names("service", {"service", "сервис"}, edition.services);
        for (const auto& service : edition.services) catalogue(service);
        for (const auto& rules : edition.specializations) specialization(rules);
    }
    std::vector<Statement> take() && { return std::move(all_); }

  private:
    void say(std::string path, Text label, Text words, Value value) {
        all_.push_back({std::move(path), std::move(label), std::move(words), value, value});
    }
    void general() {
        const auto from = to_text(edition_.from);
        say("from", {"in force from", "действует с"}, {from, from}, from);
        say("invented", {"invented values", "выдуманные значения"},
            edition_.invented ? Text{"yes", "есть"} : Text{"no", "нет"}, edition_.invented);
        const auto transition = in_words(edition_.transition);
        say("transition", {"transition", "переход"}, transition, transition.en);
        say("bonus_basis_points", {"basic bonus", "базовый бонус"},
            percent_in_words(edition_.bonus_basis_points), edition_.bonus_basis_points);
        for (const auto& rate : edition_.vat) {
            const auto day = to_text(rate.from);
            say("vat/" + day, {"VAT from " + day, "НДС с " + day}, percent_in_words(rate.percent * 100),
                rate.percent);
        }
    }
    template <class Entry>
    void names(const std::string& folder, const Text& what, const std::vector<Entry>& entries) {
        for (const auto& each : entries)
            say(folder + "/" + each.code,
                {fmt::format("{} \"{}\"", what.en, each.code), fmt::format("{} «{}»", what.ru, each.code)},
                each.name, to_value(each.name));
    }
    void limit(const Benefit& benefit) {
        say("benefit/" + benefit.code + "/yearly_limit",
            {fmt::format("benefit \"{}\", limit a year", benefit.code),
             fmt::format("преимущество «{}», предел за год", benefit.code)},
            {in_roubles(*benefit.yearly_limit, false) + " RUB",
             in_roubles(*benefit.yearly_limit, true) + " руб."},
            benefit.yearly_limit->count);
    }
    void catalogue(const Named& service) {
        const auto path = "service/" + service.code;
        auto counts = counts_in_words(service.code, edition_);
        if (counts.en.empty()) counts = {"no technology", "ни для какой технологии"};
        say(path + "/counts_for",
            {fmt::format("service \"{}\" counts for", service.code),
             fmt::format("сервис «{}» считается для", service.code)},
            counts, counts_value(service.code, edition_));
        auto exclusion = exclusion_in_words(service.code, edition_);
        if (exclusion.en.empty()) exclusion = {"earns a bonus", "даёт бонус"};
        say(path + "/bonus_exclusion",
            {fmt::format("service \"{}\", bonus", service.code),
             fmt::format("сервис «{}», бонус", service.code)},
            exclusion, exclusions_value(service.code, edition_));
    }
    void specialization(const SpecializationRules& rules) {
        const auto path = "specialization/" + rules.code;
        all_.push_back({path,
                        {fmt::format("specialization \"{}\"", rules.code),
                         fmt::format("специализация «{}»", rules.code)},
                        rules.name,
                        true,
                        to_value(rules, edition_)});
        const auto below = [&](const char* entry, const char* en, const char* ru, Text words, Value value) {
            say(path + "/" + entry, {rules.name.en + ", " + en, rules.name.ru + ", " + ru}, std::move(words),
                std::move(value));
        };
        below("name", "name", "название", rules.name, to_value(rules.name));
        below("technology", "technology", "технология", {rules.technology, rules.technology},
              rules.technology);
        below("level", "level", "уровень",
              rules.level.empty() ? Text{"none", "нет"} : Text{rules.level, rules.level}, rules.level);
        Value::Array directions;
        for (const auto& each : rules.directions) directions.push_back(to_value(each));
        below("directions", "directions of work", "направления работы",
              joined(rules.directions, {", ", ", "}, {", ", ", "}), directions);
        benefits(path, rules);
        if (rules.reward)
            below("reward", "reward", "вознаграждение", in_words(*rules.reward, edition_),
                  to_value(*rules.reward));
        for (const auto& each : rules.conditions) condition(path, rules, each);
    }
    void benefits(const std::string& path, const SpecializationRules& rules) {
        for (const auto& code : rules.benefits) {
            const auto* benefit = edition_.benefit(code);
            say(path + "/benefit/" + code, {rules.name.en + ", benefit", rules.name.ru + ", преимущество"},
                benefit == nullptr ? Text{code, code} : benefit->name, code);
        }
    }
    void condition(const std::string& above, const SpecializationRules& rules, const Condition& condition) {
        const auto path = above + "/condition/" + condition.code;
        const Text label{rules.name.en + ", " + condition.code, rules.name.ru + ", " + condition.code};
        all_.push_back({path, label, wholly_in_words(condition, edition_), kind_of(condition),
                        to_value(condition, edition_)});
        for (auto& facet : facets(condition, edition_))
            say(path + "/" + facet.entry,
                {label.en + ", " + facet.label.en, label.ru + ", " + facet.label.ru}, std::move(facet.words),
                std::move(facet.value));
        for (const auto& part : parts_of(condition)) this->condition(path, rules, part);
    }

    const Edition& edition_;
    std::vector<Statement> all_;
};

const Statement* find(const std::vector<Statement>& statements, const std::string& path) {
    const auto found = std::ranges::find(statements, path, &Statement::path);
    return found == statements.end() ? nullptr : &*found;
}

Text sentence(const Text& verb, const Text& label, const Text& words) {
    return {verb.en + label.en + ": " + words.en, verb.ru + label.ru + ": " + words.ru};
}

Difference removed(const Statement& before) {
    return {Difference::Change::removed,
            before.path,
            sentence({"Removed: ", "Убрано: "}, before.label, before.words),
            before.value,
            {}};
}

Difference added(const Statement& after) {
    return {Difference::Change::added,
            after.path,
            sentence({"Added: ", "Добавлено: "}, after.label, after.words),
            {},
            after.value};
}

Difference changed(const Statement& before, const Statement& after) {
    return {Difference::Change::changed, after.path,
            sentence({"Changed: ", "Изменено: "}, after.label,
                     {before.words.en + " → " + after.words.en, before.words.ru + " → " + after.words.ru}),
            before.value, after.value};
}

/// Where in the order of a file a path belongs.
std::size_t rank(const std::vector<std::string>& subjects, const std::string& path) {
    return static_cast<std::size_t>(std::ranges::find(subjects, path.substr(0, path.find('/'))) -
                                    subjects.begin());
}

}  // namespace

std::string_view to_text(Difference::Change change) {
    switch (change) {
        case Difference::Change::added:
            return "added";
        case Difference::Change::removed:
            return "removed";
        case Difference::Change::changed:
            break;
    }
    return "changed";
}

std::vector<Difference> diff(const Edition& before, const Edition& after) {
    const auto old = Statements(before).take(), now = Statements(after).take();
    std::vector<Difference> all;
    std::vector<std::string> told;  // as folders: "specialization/devops/"
    const auto tell = [&](Difference difference) {
        if (std::ranges::any_of(told, [&](const auto& each) { return difference.path.starts_with(each); }))
            return;
        told.push_back(difference.path + "/");
        all.push_back(std::move(difference));
    };
    for (const auto& each : old) {
        const auto* then = find(now, each.path);
        if (then == nullptr)
            tell(removed(each));
        else if (!(each.compared == then->compared))
            tell(changed(each, *then));
    }
    for (const auto& each : now)
        if (find(old, each.path) == nullptr) tell(added(each));
    const std::vector<std::string> subjects = {"from",    "invented",   "transition",    "bonus_basis_points",
                                               "vat",     "technology", "certificate",   "product",
                                               "benefit", "service",    "specialization"};
    std::ranges::stable_sort(all, {}, [&](const Difference& each) { return rank(subjects, each.path); });
    return all;
}

Value to_value(const Difference& difference) {
    return Value::Object{{"change", to_text(difference.change)},
                         {"path", difference.path},
                         {"text", to_value(difference.text)},
                         {"before", difference.before},
                         {"after", difference.after}};
}

}  // namespace waymark::partner
