#include "tests/crash/books.hpp"

#include <stdexcept>

namespace waymark::crash {
namespace {

std::string text(const boost::json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

}  // namespace

boost::json::array all_items(blackbox::Client& client, const std::string& path) {
    boost::json::array all;
    for (std::string cursor;;) {
        const auto separator = path.find('?') == std::string::npos ? "?" : "&";
        const auto reply =
            client.get(path + separator + "limit=200" + (cursor.empty() ? "" : "&cursor=" + cursor));
        if (reply.status != 200) throw std::runtime_error(path + ": " + reply.body);
        const auto page = reply.json();
        for (const auto& item : page.at("items").as_array()) all.push_back(item);
        if (page.at("next_cursor").is_null()) return all;
        cursor = text(page.at("next_cursor"));
    }
}

Folded fold_history(blackbox::Client& client, const std::string& id) {
    const auto newest_first = all_items(client, "/api/v1/instances/" + id + "/history");
    Folded folded;
    std::uint64_t previous = 0;
    for (auto record = newest_first.rbegin(); record != newest_first.rend(); ++record) {
        const auto sequence = record->at("record").to_number<std::uint64_t>();
        const auto& before = record->at("previous");
        if ((before.is_null() ? 0 : before.to_number<std::uint64_t>()) != previous)
            throw std::runtime_error("record " + std::to_string(sequence) + " does not follow " +
                                     std::to_string(previous));
        previous = sequence;
        if (text(record->at("cause")) == "command")
            folded.commands[sequence] = text(record->at("event").at("name"));
        const auto name = [&](const boost::json::value& timer) {
            return id + " " + text(timer.at("id")) + " " + text(timer.at("due"));
        };
        if (text(record->at("cause")) == "timer")
            std::erase_if(folded.timers, [&](const std::string& timer) {
                return timer == id + " " + text(record->at("timer")) + " " + text(record->at("at"));
            });
        for (const auto& timer : record->at("cancelled").as_array()) folded.timers.erase(name(timer));
        for (const auto& timer : record->at("armed").as_array())
            if (!folded.timers.insert(name(timer)).second)
                throw std::runtime_error("armed twice: " + name(timer));
        for (std::size_t i = 0; i < record->at("notifications").as_array().size(); ++i)
            folded.messages.insert(id + "." + std::to_string(sequence) + "." + std::to_string(i));
    }
    return folded;
}

}  // namespace waymark::crash
