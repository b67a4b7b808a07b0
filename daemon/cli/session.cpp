#include "daemon/cli/session.hpp"

#include <cstdlib>
#include <fstream>

namespace waymark::cli {
namespace {

void print_indented(const boost::json::value& value, const std::string& indent) {
    const auto members = [&](const auto& container, char open, char close, auto&& print_member) {
        std::cout << open;
        bool first = true;
        for (const auto& member : container) {
            std::cout << (first ? "\n" : ",\n") << indent << "  ";
            print_member(member);
            first = false;
        }
        if (!first) std::cout << '\n' << indent;
        std::cout << close;
    };
    if (value.is_object()) {
        members(value.get_object(), '{', '}', [&](const auto& member) {
            std::cout << boost::json::serialize(member.key()) << ": ";
            print_indented(member.value(), indent + "  ");
        });
    } else if (value.is_array()) {
        members(value.get_array(), '[', ']',
                [&](const auto& element) { print_indented(element, indent + "  "); });
    } else {
        std::cout << boost::json::serialize(value);
    }
}

}  // namespace

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

void Session::print_json(const boost::json::value& value) {
    print_indented(value, "");
    std::cout << '\n';
}

}  // namespace waymark::cli
