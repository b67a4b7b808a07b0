#include "workflows/partner/rulebook.hpp"

#include <algorithm>
#include <initializer_list>
#include <toml++/toml.h>

namespace waymark::partner {

namespace {

using namespace std::chrono;
using states::Value;

/// Thrown while reading, becomes the Error of read_rulebook.
struct Fault {
    std::string message;
    toml::source_region where;
};

Date date_in(const toml::date& date) {
    return Date(local_days(year(date.year) / month(date.month) / day(date.day)));
}

Instant instant_in(const toml::date_time& moment) {
    const minutes offset(moment.offset ? moment.offset->minutes : 0);
    return Instant(sys_days(year(moment.date.year) / month(moment.date.month) / day(moment.date.day))) +
           hours(moment.time.hour) + minutes(moment.time.minute) + seconds(moment.time.second) - offset;
}

/// One table of the document. What is not asked for by name is an error: a slip of the pen must not become a
/// default.
class Section {
  public:
    Section(const toml::table& table, std::initializer_list<std::string_view> entries) : table_(table) {
        for (const auto& [name, entry] : table)
            if (std::ranges::find(entries, name.str()) == entries.end())
                throw Fault{"There is no entry \"" + std::string(name.str()) + "\" here.", entry.source()};
    }

    template <class T>
    [[nodiscard]] T get(std::string_view name) const {
        return value<T>(entry(name), name);
    }
    template <class T>
    [[nodiscard]] std::vector<T> list(std::string_view name) const {
        std::vector<T> values;
        for (const toml::node& each : array(name)) values.push_back(value<T>(each, name));
        return values;
    }
    [[nodiscard]] const toml::table& table(std::string_view name) const {
        const toml::table* found = entry(name).as_table();
        if (found == nullptr)
            throw Fault{"\"" + std::string(name) + "\" must be a table.", entry(name).source()};
        return *found;
    }
    [[nodiscard]] std::vector<const toml::table*> tables(std::string_view name) const {
        std::vector<const toml::table*> found;
        for (const toml::node& each : array(name)) {
            if (!each.is_table()) throw Fault{"\"" + std::string(name) + "\" holds tables.", each.source()};
            found.push_back(each.as_table());
        }
        return found;
    }
    [[noreturn]] void refuse(std::string_view name, std::string message) const {
        throw Fault{std::move(message), entry(name).source()};
    }

  private:
    [[nodiscard]] const toml::node& entry(std::string_view name) const {
        const toml::node* found = table_.get(name);
        if (found == nullptr) throw Fault{"\"" + std::string(name) + "\" is missing here.", table_.source()};
        return *found;
    }
    [[nodiscard]] const toml::array& array(std::string_view name) const {
        const toml::array* found = entry(name).as_array();
        if (found == nullptr || found->empty())
            throw Fault{"\"" + std::string(name) + "\" must be a list with at least one entry.",
                        entry(name).source()};
        return *found;
    }
    template <class T>
    static T value(const toml::node& node, std::string_view name) {
        const auto found = node.value_exact<T>();
        if (!found) throw Fault{"\"" + std::string(name) + "\" is of the wrong kind.", node.source()};
        return *found;
    }

    const toml::table& table_;
};

std::vector<Calendar::Offset> read_offsets(const Section& zone) {
    std::vector<Calendar::Offset> offsets;
    for (const toml::table* each : zone.tables("offset")) {
        const Section offset(*each, {"since", "utc_minutes"});
        const auto utc_minutes = offset.get<std::int64_t>("utc_minutes");
        if (utc_minutes < -18 * 60 || utc_minutes > 18 * 60)
            offset.refuse("utc_minutes", "An offset from UTC lies within 18 hours.");
        offsets.push_back({instant_in(offset.get<toml::date_time>("since")), minutes(utc_minutes)});
    }
    return offsets;
}

std::vector<month> read_window_months(const Section& windows) {
    std::vector<month> months;
    for (const auto number : windows.list<std::int64_t>("months")) {
        if (number < 1 || number > 12) windows.refuse("months", "A month is a number from 1 to 12.");
        months.emplace_back(static_cast<unsigned>(number));
    }
    return months;
}

std::int64_t weekdays_of(year which) {
    std::int64_t count = 0;
    for (Date date = local_days(which / January / 1); year_of(date) == which; date += days(1))
        count += is_weekday(date) ? 1 : 0;
    return count;
}

std::pair<year, Calendar::Year> read_year(const toml::table& table) {
    const Section section(table, {"year", "source", "non_working", "working_days"});
    const year which(static_cast<int>(section.get<std::int64_t>("year")));
    Calendar::Year known;
    known.source = section.get<std::string>("source");
    for (const auto& each : section.list<toml::date>("non_working")) {
        const Date date = date_in(each);
        if (year_of(date) != which || !is_weekday(date) || !known.non_working.insert(date).second)
            section.refuse("non_working", to_text(date) + " is no weekday of this year, or is named twice.");
    }
    const auto working = weekdays_of(which) - static_cast<std::int64_t>(known.non_working.size());
    if (working != section.get<std::int64_t>("working_days"))
        section.refuse("working_days",
                       "By the days above this year has " + std::to_string(working) + " working days.");
    return {which, std::move(known)};
}

std::map<year, Calendar::Year> read_years(const Section& document) {
    std::map<year, Calendar::Year> years;
    for (const toml::table* each : document.tables("year"))
        if (!years.insert(read_year(*each)).second)
            throw Fault{"This year has a table already.", each->source()};
    return years;
}

using Parameters = std::map<std::string, Value, std::less<>>;

Value days_in(const Section& section, std::string_view name, std::int64_t number) {
    if (number < 1 || number > 366) section.refuse(name, "A number of days from 1 to 366 is needed.");
    return number;
}

Value days_of(const Section& section, std::string_view name) {
    return days_in(section, name, section.get<std::int64_t>(name));
}

Value time_of(const Section& section, std::string_view name) {
    std::string time = section.get<std::string>(name);
    if (!parse_time_of_day(time)) section.refuse(name, "A time of day such as \"10:00\" is needed.");
    return time;
}

void read_quit(const Section& quit, Parameters& parameters) {
    for (const char* name : {"notice_days", "validation_business_days", "escalation_days"})
        parameters.emplace(std::string("quit.") + name, days_of(quit, name));
    const std::string effective_at = quit.get<std::string>("effective_at");
    if (effective_at != "start" && effective_at != "end")
        quit.refuse("effective_at", R"(An exit takes effect at the "start" or the "end" of its date.)");
    parameters.emplace("quit.effective_at", effective_at);
    Value::Array reminders;
    for (const auto number : quit.list<std::int64_t>("reminder_days"))
        reminders.push_back(days_in(quit, "reminder_days", number));
    if (reminders.size() != 3 || !std::ranges::is_sorted(reminders, std::greater{}, &Value::number))
        quit.refuse("reminder_days", "Three reminders are sent, the earliest first.");
    parameters.emplace("quit.reminder_days", reminders);
    parameters.emplace("quit.reminder_time", time_of(quit, "reminder_time"));
}

void read_onboarding(const Section& onboarding, Parameters& parameters) {
    for (const char* name : {"decision_business_days", "idle_days"})
        parameters.emplace(std::string("onboarding.") + name, days_of(onboarding, name));
    Value::Array reminders;
    for (const auto number : onboarding.list<std::int64_t>("reminder_days"))
        reminders.push_back(days_in(onboarding, "reminder_days", number));
    if (reminders.size() != 2 || reminders[0].number() >= reminders[1].number() ||
        reminders[1].number() > parameters.at("onboarding.idle_days").number())
        onboarding.refuse("reminder_days", "Two reminders are sent within the idle days, the earlier first.");
    parameters.emplace("onboarding.reminder_days", reminders);
    parameters.emplace("onboarding.reminder_time", time_of(onboarding, "reminder_time"));
}

Rulebook read(const toml::table& table) {
    const Section document(table, {"version", "zone", "windows", "quit", "onboarding", "presale", "year"});
    const Section zone(document.table("zone"), {"name", "offset"});
    const Section windows(document.table("windows"), {"months"});
    const Section quit(document.table("quit"), {"notice_days", "effective_at", "validation_business_days",
                                                "escalation_days", "reminder_days", "reminder_time"});
    const Section onboarding(document.table("onboarding"),
                             {"decision_business_days", "idle_days", "reminder_days", "reminder_time"});
    const Section presale(document.table("presale"), {"contact_business_days"});
    Rulebook rulebook{document.get<std::string>("version"),
                      Calendar(zone.get<std::string>("name"), read_offsets(zone), read_window_months(windows),
                               read_years(document)),
                      {}};
    read_quit(quit, rulebook.parameters);
    read_onboarding(onboarding, rulebook.parameters);
    rulebook.parameters.emplace("presale.contact_business_days", days_of(presale, "contact_business_days"));
    return rulebook;
}

Error bad_rulebook(std::string_view file, std::string_view message, const toml::source_region& where) {
    return {
        "bad-rulebook",
        std::string(message),
        std::string(file) + ":" + std::to_string(where.begin.line) + ":" + std::to_string(where.begin.column),
        {}};
}

}  // namespace

const Value& Rulebook::parameter(std::string_view name) const {
    const auto found = parameters.find(name);
    CHECK(found != parameters.end(), std::string(name));
    return found->second;
}

Instant Rulebook::exit_at(Date exit_date) const { return calendar.at(last_day(exit_date) + days(1)); }

Date Rulebook::last_day(Date exit_date) const {
    return parameter("quit.effective_at").string() == "end" ? exit_date : exit_date - days(1);
}

Result<Rulebook> read_rulebook(std::string_view toml, std::string_view file) {
    try {
        return read(toml::parse(toml, file));
    } catch (const toml::parse_error& fault) {
        return bad_rulebook(file, fault.description(), fault.source());
    } catch (const Fault& fault) {
        return bad_rulebook(file, fault.message, fault.where);
    }
}

}  // namespace waymark::partner
