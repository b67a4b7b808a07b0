// How the command line shows instances, answers, records and chances to a person.
#include <algorithm>
#include <iterator>

#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

std::string title_or_state(const Session& session, const boost::json::value& instance) {
    const auto* title = instance.as_object().if_contains("title");
    const auto text = title != nullptr ? session.speech.text(*title) : std::string();
    return text.empty() ? plain(instance, "state") : text;
}

std::string next_of(const Session& session, const boost::json::value& instance) {
    const auto* next = instance.as_object().if_contains("next_event");
    if (next == nullptr || !next->is_object()) return "";
    return plain(*next, "event") + " at " + session.speech.instant(plain(*next, "due"));
}

/// A part below what is printed already; nothing when it has no rows.
void print_part(const Table& table) {
    if (table.empty()) return;
    std::cout << '\n';
    table.print(std::cout);
}

std::string name_of(const boost::json::value& instance) {
    const auto key = plain(instance, "key");
    return key.empty() ? plain(instance.at("data"), "name") : key;
}

std::string event_of(const boost::json::value& record) {
    const auto name = plain(record.at("event"), "name");
    return name.empty() && !plain(record, "instance").empty() ? "(start)" : name;
}

/// A person's id, or what moved the instance when nobody did.
std::string who_of(const boost::json::value& record) {
    const auto person = plain(record, "person");
    return person.empty() || plain(record, "cause") != "command" ? plain(record, "cause") : person;
}

std::string values_of(const Session& session, const boost::json::value& values) {
    std::string text;
    for (const auto& value : values.as_object())
        text += (text.empty() ? "[" : " [") + std::string(value.key()) + " = " +
                session.speech.instant(plain(values, value.key())) + "]";
    return text;
}

/// What the guards saw that let the event through.
std::string decision_of(const Session& session, const boost::json::value& record) {
    std::string text;
    for (const auto& guard : record.at("guards").as_array())
        if (guard.at("taken").as_bool())
            text += (text.empty() ? "" : " ") + values_of(session, guard.at("values"));
    return text;
}

/// Why an event is not possible: the definition's words, the values behind them, and from when it will be.
std::string reasons_of(const Session& session, const boost::json::value& action) {
    const bool russian = session.speech.language == "ru";
    std::string why;
    for (const auto& reason : action.at("reasons").as_array()) {
        why += (why.empty() ? "" : " ") + session.speech.text(reason.at("text"));
        if (const auto values = values_of(session, reason.at("values")); !values.empty()) why += " " + values;
        if (const auto from = plain(reason, "possible_from"); !from.empty())
            why += (russian ? " Возможно с " : " Possible from ") + session.speech.instant(from) + ".";
    }
    return why;
}

bool is_for_people(const boost::json::value& action) {
    return std::ranges::none_of(action.at("reasons").as_array(), [](const boost::json::value& reason) {
        return plain(reason, "code") == "service-only";
    });
}

}  // namespace

void print_instances(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table({"id", "workflow", "name", "state", "partner", "updated", "next"});
    for (const auto& instance : page.at("items").as_array())
        table.add({plain(instance, "id"), plain(instance, "workflow"), name_of(instance),
                   title_or_state(session, instance), plain(instance, "partner"),
                   session.speech.instant(plain(instance, "updated_at")), next_of(session, instance)});
    table.print(std::cout);
    std::cerr << page.at("items").as_array().size() << " of " << plain(page, "total")
              << (page.at("total_exact").as_bool() ? "" : " or more") << '\n';
}

void print_instance(const Session& session, const boost::json::value& instance) {
    if (session.wants_json()) return Session::print_json(instance);
    std::cout << plain(instance, "workflow") << ' ' << plain(instance, "id") << ": "
              << title_or_state(session, instance) << "\n\n";
    Table table({"", ""});
    for (const char* member : {"partner", "parent", "key", "version", "record", "quarantine"})
        if (const auto text = plain(instance, member); !text.empty()) table.add({member, text});
    table.add({"created", session.speech.instant(plain(instance, "created_at"))});
    table.add({"updated", session.speech.instant(plain(instance, "updated_at"))});
    for (const auto& member : instance.at("data").as_object())
        table.add(
            {std::string(member.key()), session.speech.instant(plain(instance.at("data"), member.key()))});
    table.print(std::cout);
    Table timers({"timer", "event", "due"});
    for (const auto& timer : instance.at("timers").as_array())
        timers.add({plain(timer, "id"), plain(timer, "event"), session.speech.instant(plain(timer, "due"))});
    print_part(timers);
    if (const auto* actions = instance.as_object().if_contains("actions");
        actions != nullptr && actions->is_array()) {
        std::cout << '\n';
        boost::json::array for_people;
        std::ranges::copy_if(actions->get_array(), std::back_inserter(for_people), is_for_people);
        print_chances(session, for_people);
    }
}

void print_answer(const Session& session, const boost::json::value& answer) {
    if (session.wants_json()) return Session::print_json(answer);
    const bool dry = answer.at("dry_run").as_bool();
    if (dry) std::cout << "Nothing was changed; this is what would happen.\n";
    Table touched({dry ? "would move" : "moved", "workflow", "state", "version"});
    for (const auto& each : answer.at("touched").as_array())
        touched.add(
            {plain(each, "id"), plain(each, "workflow"), plain(each, "state"), plain(each, "version")});
    touched.print(std::cout);
    Table told({dry ? "would be told" : "told", "message", "state"});
    for (const auto& each : answer.at("notifications").as_array())
        told.add({plain(each, "audience"), plain(each, "message"), plain(each, "state")});
    print_part(told);
    Table armed({"timer", "event", "due"});
    for (const auto& each : answer.at("timers").as_array())
        armed.add({plain(each, "id"), plain(each, "event"), session.speech.instant(plain(each, "due"))});
    print_part(armed);
    if (dry) return;
    const auto record = plain(answer, "record"), until = plain(answer, "undo_until");
    std::cerr << "record " << record;
    if (!until.empty())
        std::cerr << "; until " << session.speech.instant(until) << ": waymark undo " << record;
    std::cerr << '\n';
}

void print_undone(const Session& session, const boost::json::value& answer) {
    if (session.wants_json()) return Session::print_json(answer);
    const bool dry = answer.at("dry_run").as_bool();
    if (dry) std::cout << "Nothing was changed; this is what would happen.\n";
    Table restored({dry ? "would be restored" : "restored", "workflow", "state", "version"});
    for (const auto& each : answer.at("touched").as_array())
        restored.add(
            {plain(each, "id"), plain(each, "workflow"), plain(each, "state"), plain(each, "version")});
    restored.print(std::cout);
    Table cancelled({dry ? "would not be told" : "not told", "message"});
    for (const auto& each : answer.at("notifications").as_array())
        cancelled.add({plain(each, "audience"), plain(each, "message")});
    print_part(cancelled);
    Table armed({"timer again", "event", "due"});
    for (const auto& each : answer.at("timers").as_array())
        armed.add({plain(each, "id"), plain(each, "event"), session.speech.instant(plain(each, "due"))});
    print_part(armed);
    if (!dry) std::cerr << "record " << plain(answer, "record") << '\n';
}

void print_records(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table(
        {"record", "at", "", "by", "instance", "workflow", "event", "state", "version", "decided by"});
    for (const auto& record : page.at("items").as_array())
        table.add({plain(record, "record"), session.speech.instant(plain(record, "at")),
                   plain(record, "late") == "true" ? "late" : "", who_of(record), plain(record, "instance"),
                   plain(record, "workflow"), event_of(record), plain(record, "state"),
                   plain(record, "version"), decision_of(session, record)});
    table.print(std::cout);
}

void print_chances(const Session& session, const boost::json::array& actions) {
    const bool russian = session.speech.language == "ru";
    Table table(
        russian ? std::vector<std::string>{"событие", "что это", "сейчас", "почему нет и с какого времени"}
                : std::vector<std::string>{"event", "what", "now", "why not, and from when"});
    for (const auto& action : actions) {
        const bool allowed = action.at("allowed").as_bool();
        const bool depends = plain(action, "depends") == "true";
        table.add({plain(action, "event"), session.speech.text(action.at("title")),
                   !allowed  ? (russian ? "нет" : "no")
                   : depends ? (russian ? "зависит от данных" : "depends on its data")
                             : (russian ? "да" : "yes"),
                   allowed ? "" : reasons_of(session, action)});
    }
    table.print(std::cout);
}

}  // namespace waymark::cli
