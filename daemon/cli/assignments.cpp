#include "daemon/cli/assignments.hpp"

#include "daemon/cli/client.hpp"

namespace waymark::cli {
namespace {

void place(boost::json::object& into, std::string_view path, boost::json::value value) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) {
        into[path] = std::move(value);
        return;
    }
    auto& member = into[path.substr(0, dot)];
    if (!member.is_object()) member.emplace_object();
    place(member.as_object(), path.substr(dot + 1), std::move(value));
}

}  // namespace

boost::json::object read_assignments(const std::vector<std::string>& words) {
    boost::json::object body;
    for (const auto& word : words) {
        const auto equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Failure(2, "“" + word + "” is neither name=text nor name:=JSON.");
        if (word[equals - 1] != ':') {
            place(body, std::string_view(word).substr(0, equals),
                  boost::json::string(word.substr(equals + 1)));
            continue;
        }
        boost::system::error_code error;
        auto value = boost::json::parse(std::string_view(word).substr(equals + 1), error);
        if (error) throw Failure(2, "“" + word + "”: what follows := is no JSON (" + error.message() + ").");
        place(body, std::string_view(word).substr(0, equals - 1), std::move(value));
    }
    return body;
}

}  // namespace waymark::cli
