#include "workflows/partner/employees.hpp"

#include <fmt/format.h>

#include "workflows/partner/arguments.hpp"
#include "workflows/partner/wording.hpp"

namespace waymark::partner {

namespace {

using states::EvaluationError;
using states::Value;
using std::chrono::days;
using Arguments = std::span<const Value>;

bool is_given(const Value& value) { return !value.is_undefined() && !value.is_null(); }

Value fault(std::string_view en, std::string_view ru) {
    return Value::Object{{"en", fmt::format("BAD_DATE: {}", en)}, {"ru", fmt::format("BAD_DATE: {}", ru)}};
}

Value certificate_fault(Arguments arguments) {
    const Value &trained = arguments[0], &certified = arguments[1], &valid = arguments[2];
    for (const Value* each : {&trained, &certified, &valid})
        if (is_given(*each) && !parse_date(each->string_or("")))
            return fault(shown(*each) + " is no date.", shown(*each) + " — не дата.");
    const Date today = date_in(arguments[3]);
    for (const Value* each : {&trained, &certified})
        if (is_given(*each) && date_in(*each) > today)
            return fault("training and certification lie in the past.",
                         "обучение и сертификация не могут быть в будущем.");
    if (is_given(trained) && is_given(certified) && date_in(trained) > date_in(certified))
        return fault("the training comes before the certification.", "обучение предшествует сертификации.");
    if (is_given(certified) && is_given(valid) && date_in(valid) < date_in(certified))
        return fault("a certificate is valid at least on the day of the certification.",
                     "сертификат действует не меньше чем в день сертификации.");
    return nullptr;
}

/// A warning, or the end itself.
struct Ending {
    Instant at;
    int days = 0;  // before the end; 0: it is over
    Date last_day;
    const Value* certificate = nullptr;  // none: the employment
};

class Endings {
  public:
    Endings(const Rulebook& rulebook, const Value& certificates, const Value& stays)
        : rulebook_(rulebook),
          time_(*parse_time_of_day(rulebook.parameter("employee.warning_time").string())) {
        if (!certificates.is_array() || !stays.is_array() || stays.array().empty())
            throw EvaluationError("Lists of certificates and of stays are needed.");
        std::optional<Date> last;
        if (const Value& to = stays.array().back()["to"]; is_given(to)) last = date_in(to) - days(1);
        for (const Value& certificate : certificates.array()) {
            if (!is_given(certificate["valid_to"])) continue;
            const Date valid_to = date_in(certificate["valid_to"]);
            if (!last || valid_to < *last) add(valid_to, &certificate, true);
        }
        if (last) add(*last, nullptr, !certificates.array().empty());
    }

    [[nodiscard]] Value next(Instant after) const {
        const Ending* next = nullptr;
        for (const auto& each : all_)
            if (each.at > after && (next == nullptr || each.at < next->at)) next = &each;
        return next == nullptr ? Value(nullptr) : Value(waymark::to_text(next->at));
    }

    [[nodiscard]] Value at(Instant instant) const {
        Value::Array coming, over;
        for (const auto& each : all_)
            if (each.at == instant && each.days > 0)
                coming.push_back(item(each));
            else if (each.at == instant && told(each))
                over.push_back(item(each));
        return Value::Object{{"coming", std::move(coming)}, {"over", std::move(over)}};
    }

  private:
    void add(Date last_day, const Value* certificate, bool warn) {
        if (warn)
            for (const Value& before : rulebook_.parameter("employee.warning_days").array()) {
                const auto n = static_cast<int>(before.number());
                all_.push_back({rulebook_.calendar.at(last_day - days(n), time_), n, last_day, certificate});
            }
        all_.push_back({rulebook_.calendar.at(last_day + days(1)), 0, last_day, certificate});
        employment_told_ = employment_told_ || (warn && certificate == nullptr);
    }
    [[nodiscard]] bool told(const Ending& over) const {
        return over.certificate != nullptr || employment_told_;
    }

    static std::string words(const Ending& ending, Language language) {
        const auto in = [&](std::string_view en, std::string_view ru) {
            return std::string(language == Language::en ? en : ru);
        };
        const auto until = in(", last day ", ", последний день ") + day_in_words(ending.last_day, language);
        if (ending.certificate == nullptr) return in("employment", "работа у партнёра") + until;
        const auto& of = *ending.certificate;
        const auto name = of["name"][to_text(language)].string_or(of["code"].string_or(""));
        const auto number = of["number"].string_or("");
        return fmt::format("{} {}{}{}{}{}", in("certificate", "сертификат"), in("“", "«"), name, in("”", "»"),
                           number.empty() ? "" : fmt::format(" ({})", number), until);
    }

    static Value item(const Ending& ending) {
        const bool employment = ending.certificate == nullptr;
        return Value::Object{{"what", employment ? "employment" : "certificate"},
                             {"code", employment ? Value(nullptr) : (*ending.certificate)["code"]},
                             {"last_day", to_text(ending.last_day)},
                             {"days", ending.days},
                             {"text", Value::Object{{"en", words(ending, Language::en)},
                                                    {"ru", words(ending, Language::ru)}}}};
    }

    const Rulebook& rulebook_;
    const std::chrono::minutes time_;
    std::vector<Ending> all_;
    bool employment_told_ = false;
};

}  // namespace

void add_employees(states::Functions& functions, const Rulebook& rulebook) {
    functions.add("certificate_fault", 4, 4, certificate_fault);
    functions.add("next_ending_of", 3, 3, [&](Arguments a) {
        return Endings(rulebook, a[0], a[1]).next(instant_in(a[2], rulebook.calendar));
    });
    functions.add("endings_at", 3, 3, [&](Arguments a) {
        return Endings(rulebook, a[0], a[1]).at(instant_in(a[2], rulebook.calendar));
    });
}

}  // namespace waymark::partner
