// Reads the service's own books over HTTP and folds an instance's history, to hold one against the other.
#pragma once

#include <map>
#include <set>
#include <string>

#include "tests/blackbox/client.hpp"

namespace waymark::crash {

struct Folded {
    std::map<std::uint64_t, std::string> commands;  // record → event, of cause "command"
    std::set<std::string> timers;    // "<instance> <id> <due>" armed and neither cancelled nor fired
    std::set<std::string> messages;  // outbox ids
};

/// All pages of a list.
boost::json::array all_items(blackbox::Client& client, const std::string& path);
/// The history of one instance, from its first record on, folded. Throws std::runtime_error when a record
/// does not follow the one before.
Folded fold_history(blackbox::Client& client, const std::string& id);
/// The whole journal, folded by partner.
std::map<std::string, Folded> fold_journal(blackbox::Client& client);

}  // namespace waymark::crash
