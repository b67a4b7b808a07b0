#include "tests/crash/books.hpp"

#include <ranges>
#include <stdexcept>

namespace waymark::crash {
namespace {

std::string text(const boost::json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

/// `previous`: the instance's record before this one, and afterwards this one.
void fold(const boost::json::value& record, std::uint64_t& previous, Folded& folded) {
    const auto sequence = record.at("record").to_number<std::uint64_t>();
    const auto& before = record.at("previous");
    if ((before.is_null() ? 0 : before.to_number<std::uint64_t>()) != previous)
        throw std::runtime_error("record " + std::to_string(sequence) + " does not follow " +
                                 std::to_string(previous));
    previous = sequence;
    const auto id = text(record.at("instance"));
    const auto name = [&](const boost::json::value& timer) {
        return id + " " + text(timer.at("id")) + " " + text(timer.at("due"));
    };
    if (text(record.at("cause")) == "command")
        folded.commands[sequence] = text(record.at("event").at("name"));
    if (text(record.at("cause")) == "timer" &&
        folded.timers.erase(id + " " + text(record.at("timer")) + " " + text(record.at("at"))) == 0)
        throw std::runtime_error("record " + std::to_string(sequence) + " fires a timer that was not armed");
    for (const auto& timer : record.at("cancelled").as_array()) folded.timers.erase(name(timer));
    for (const auto& timer : record.at("armed").as_array())
        if (!folded.timers.insert(name(timer)).second)
            throw std::runtime_error("armed twice: " + name(timer));
    for (std::size_t i = 0; i < record.at("notifications").as_array().size(); ++i)
        folded.messages.insert(id + "." + std::to_string(sequence) + "." + std::to_string(i));
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
    for (const auto& record : newest_first | std::views::reverse) fold(record, previous, folded);
    return folded;
}

std::map<std::string, Folded> fold_journal(blackbox::Client& client) {
    std::map<std::string, Folded> by_partner;
    std::map<std::string, std::uint64_t> previous;  // of each instance
    for (const auto& record : all_items(client, "/api/v1/journal"))
        if (!record.at("instance").is_null())
            fold(record, previous[text(record.at("instance"))], by_partner[text(record.at("partner"))]);
    return by_partner;
}

}  // namespace waymark::crash
