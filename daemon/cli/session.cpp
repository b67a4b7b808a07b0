#include "daemon/cli/session.hpp"

#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>

namespace waymark::cli {
namespace {

void print_indented(std::ostream& out, const boost::json::value& value, const std::string& indent) {
    const auto members = [&](const auto& container, char open, char close, auto&& print_member) {
        out << open;
        bool first = true;
        for (const auto& member : container) {
            out << (first ? "\n" : ",\n") << indent << "  ";
            print_member(member);
            first = false;
        }
        if (!first) out << '\n' << indent;
        out << close;
    };
    if (value.is_object()) {
        members(value.get_object(), '{', '}', [&](const auto& member) {
            out << boost::json::serialize(member.key()) << ": ";
            print_indented(out, member.value(), indent + "  ");
        });
    } else if (value.is_array()) {
        members(value.get_array(), '[', ']',
                [&](const auto& element) { print_indented(out, element, indent + "  "); });
    } else {
        out << boost::json::serialize(value);
    }
}

}  // namespace

boost::json::value settled(const Client& client, const std::string& path) {
    std::mutex mutex;
    std::condition_variable never;
    for (;;) {
        auto instance = client.get(path).json();
        const auto state = plain(instance, "state");
        if (state != "checking" && state != "publishing") return instance;
        std::unique_lock lock(mutex);
        never.wait_for(lock, std::chrono::milliseconds(100));
    }
}

Client Session::client() const {
    if (const char* token = std::getenv("WAYMARK_TOKEN")) return {server, token, speech};
    std::ifstream file(token_file);
    std::string token;
    if (!(file >> token))
        throw Failure(
            77,
            "There is no token: the file " + token_file +
                " cannot be read. Name another with --token-file (or WAYMARK_TOKEN_FILE), or set "
                "WAYMARK_TOKEN. "
                "The first start of `waymark serve` leaves one for the administrator in its data folder.");
    return {server, token, speech};
}

void Session::print_json(const boost::json::value& value, std::ostream& out) {
    print_indented(out, value, "");
    out << '\n';
}

}  // namespace waymark::cli
